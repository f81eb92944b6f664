using System.Globalization;
using System.Text.Json;
using Comity.Domain.Mandates;
using Comity.Node.Rooms;
using Comity.Record;
using Microsoft.AspNetCore.Http;

namespace Comity.Node.Accounts;

/// <summary>What a head asks for who gives a mandate or changes one, as text: from the page or from a program.</summary>
/// <param name="Mandate">The one to be changed; empty for another one.</param>
internal sealed record MandateAsked(
    string Officer, string Code, string Mandate, string Role, string Office, string Level, IReadOnlyList<string> Tracks, IReadOnlyList<string> Channels, string From, string Until)
{
    public static MandateAsked Of(IFormCollection form) => new(
        form["officer"].ToString(), form["code"].ToString(), form["mandate"].ToString(), form["role"].ToString(), form["office"].ToString(), form["level"].ToString(),
        [.. form["tracks"].OfType<string>()], [.. form["channels"].OfType<string>()], form["from"].ToString(), form["until"].ToString());
}

/// <summary>That, read: every fault of form at once.</summary>
internal sealed class MandateForm
{
    /// <summary>For all of them, later ones too. Nothing named is a fault: nobody opens everything by forgetting.</summary>
    public const string All = "*";

    private readonly List<Fault> _faults = [];
    private readonly MandateTerms _terms;
    private readonly StatementId? _mandate;
    private readonly string _officer;

    private MandateForm(MandateAsked asked, IRoom room, IReadOnlyList<OfficerName> officers)
    {
        var officer = Officer(asked, officers);
        _officer = officer?.Officer ?? "";
        _mandate = StatementId.TryParse(asked.Mandate, out var named) ? named : null;
        if (_mandate is { } changed && room.Mandates.Mandates.All(m => m.Id != changed || m.Officer != officer?.Officer))
        {
            Add("mandate", "mandates.mandate.others", "expected a mandate of the same officer");
        }

        var role = Role(asked.Role);
        var tracks = Some("tracks", asked.Tracks, room.Forum?.Tracks ?? []);
        var channels = Some("channels", asked.Channels, room.Channels.Select(c => c.ToString()))?.Select(ChannelId.Parse).ToValueList();
        var from = Day("from", asked.From) ?? default;
        _terms = new(role, asked.Office.Trim(), asked.Level.Trim(), tracks, channels, from, asked.Until.Length > 0 ? Day("until", asked.Until) : null);
    }

    public static MandateForm Read(MandateAsked asked, IRoom room, IReadOnlyList<OfficerName> officers) => new(asked, room, officers);

    /// <returns>What is said, with every fault of it: the form's, and where a field was read those of what it holds.</returns>
    public (IBody Body, IReadOnlyList<Fault> Faults) Body(string by, DateOnly day)
    {
        IBody body = _mandate is { } mandate ? new MandateChanged(mandate, _terms, by, day) : new MandateGiven(_officer, _terms, by, day);
        var found = body.Faults().Select(f => f with { Field = f.Field.Replace("terms.", "", StringComparison.Ordinal) });
        return (body, [.. _faults, .. found.Where(f => _faults.All(other => other.Field != f.Field) && !(f.Field == "until" && _faults.Any(other => other.Field == "from")))]);
    }

    private OfficerName? Officer(MandateAsked asked, IReadOnlyList<OfficerName> officers)
    {
        var officer = officers.FirstOrDefault(o => o.Officer == asked.Officer);
        if (officer is null)
        {
            Add("officer", "mandates.officer.unknown", "expected somebody who has enrolled here");
        }
        else if (officer.AsksCode && !string.Equals(asked.Code.Trim(), officer.Code, StringComparison.OrdinalIgnoreCase))
        {
            Add("code", "mandates.officer.code", "expected the code that the person reads out from the account page");
        }

        return officer;
    }

    private MandateRole Role(string named)
    {
        var roles = Enum.GetValues<MandateRole>().ToDictionary(r => JsonNamingPolicy.KebabCaseLower.ConvertName(r.ToString()));
        if (!roles.TryGetValue(named, out var role))
        {
            Add("role", "mandates.role.unknown", $"expected one of {string.Join(", ", roles.Keys)}, found {(named.Length > 0 ? named : "nothing")}");
        }

        return role;
    }

    private ValueList<string>? Some(string field, IReadOnlyList<string> named, IEnumerable<string> known)
    {
        if (named.Contains(All))
        {
            return null;
        }

        if (named.Except(known).ToList() is { Count: > 0 } unknown)
        {
            Add(field, "mandates.reach.unknown", $"expected any of {string.Join(", ", known)}, or {All} for all, found {string.Join(", ", unknown)}");
        }

        return named.Intersect(known).ToValueList();
    }

    private DateOnly? Day(string field, string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        Add(field, "mandates.dates.form", "expected a date as yyyy-MM-dd");
        return null;
    }

    private void Add(string field, string code, string message) => _faults.Add(new(field, code, message));
}
