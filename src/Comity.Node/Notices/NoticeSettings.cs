using System.Net.Mail;
using System.Text.Json;
using Comity.Node.Desk;
using Comity.Node.Shared;
using Comity.Record;

namespace Comity.Node.Notices;

/// <summary>What one officer wants to be told of and how, on their desk at this node. The bell in the page always tells.</summary>
/// <param name="Mail">An address; null or empty: no mail.</param>
/// <param name="When">At once, or once a day.</param>
/// <param name="Hour">Of the daily digest, 0 to 23, in <paramref name="Zone"/>.</param>
/// <param name="Zone">An IANA time zone: the officer's.</param>
/// <param name="Webhook">An address; null or empty: none.</param>
/// <param name="Tracks">Null: every track. What has no track is always told.</param>
/// <param name="Language">In which mail is written: en, ja or ko.</param>
public sealed record NoticeSettings(string? Mail, MailWhen When, int Hour, string Zone, string? Webhook, ValueList<string>? Tracks, string Language)
{
    private const string Name = "notify";
    private const int LongestAddress = 254;
    private const int LongestWebhook = 500;

    public static NoticeSettings Of(DeskBook desks, string officer) => Read(desks.Get(officer, Name)) ?? new(null, MailWhen.Off, 8, "Etc/UTC", null, null, "en");

    /// <summary>Every officer that wants something sent.</summary>
    public static IEnumerable<(string Officer, NoticeSettings Settings)> All(DeskBook desks) =>
        desks.With(Name).Select(d => (d.Officer, Settings: Read(d.Value))).Where(d => d.Settings is { } s && (s.SendsMail || s.SendsWebhook)).Select(d => (d.Officer, d.Settings!));

    public void Keep(DeskBook desks, string officer) => desks.Set(officer, (Name, JsonSerializer.Serialize(this)));

    /// <summary>Mail is wanted; it is sent once the address is confirmed.</summary>
    public bool SendsMail => When != MailWhen.Off && !string.IsNullOrEmpty(Mail);

    public bool SendsWebhook => !string.IsNullOrEmpty(Webhook);

    public bool Wants(Notice notice) => Tracks is null || notice.Track.Length == 0 || Tracks.Contains(notice.Track);

    public IEnumerable<Fault> Faults(IReadOnlyCollection<string> tracks, bool privateWebhooks)
    {
        if (When != MailWhen.Off && (Mail is not { Length: > 0 and <= LongestAddress } || !MailAddress.TryCreate(Mail, out var parsed) || parsed.Address != Mail || Mail.Any(char.IsControl)))
        {
            yield return new("mail", "notices.mail", $"expected an address as desk@ministry.example of at most {LongestAddress} characters, found {Mail ?? "none"}");
        }

        if (Hour is < 0 or > 23)
        {
            yield return new("hour", "notices.hour", $"expected 0 to 23, found {Hour}");
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out _))
        {
            yield return new("zone", "notices.zone", $"expected a time zone as Asia/Tokyo, found {Zone}");
        }

        if (SendsWebhook && (Webhook!.Length > LongestWebhook || !Uri.TryCreate(Webhook, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0 || (uri.Scheme != Uri.UriSchemeHttps && !(privateWebhooks && uri.Scheme == Uri.UriSchemeHttp))))
        {
            yield return new("webhook", "notices.webhook", $"expected an https address without a name or password in it, found {Webhook}");
        }

        foreach (var unknown in (Tracks ?? []).Where(t => !tracks.Contains(t)))
        {
            yield return new("tracks", "track.unknown", $"expected one of {string.Join(", ", tracks)}, found {unknown}");
        }

        if (!Formats.Languages.Contains(Language))
        {
            yield return new("language", "notices.language", $"expected one of {string.Join(", ", Formats.Languages)}, found {Language}");
        }
    }

    private static NoticeSettings? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<NoticeSettings>(json);
}

public enum MailWhen { Off, AtOnce, Digest }
