using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Comity.Node.Desk;

namespace Comity.Node.Notices;

/// <summary>Whether an address is the officer's own: it is, once they have come back by the link that was sent to it.</summary>
/// <param name="Code">43 characters; whoever has read the message and is signed in as the officer confirms with it.</param>
/// <param name="Sent">When the link was made; it works for <see cref="Life"/>.</param>
public sealed record MailConfirmation(string Address, string Code, DateTimeOffset Sent)
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    /// <summary>Before another link is made, for whichever address: nobody makes this node write to strangers in a row.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    private const string PendingName = "notify-confirm";
    private const string ConfirmedName = "notify-confirmed";

    public static bool IsConfirmed(DeskBook desks, string officer, string? address) => address is { Length: > 0 } && desks.Get(officer, ConfirmedName) == address;

    /// <summary>The link that waits to be followed; null when there is none for this address, or it has ended.</summary>
    public static MailConfirmation? Pending(DeskBook desks, string officer, string address, DateTimeOffset now) =>
        Read(desks, officer) is { } pending && pending.Address == address && now - pending.Sent < Life ? pending : null;

    /// <summary>Makes a link; null while the last one is too young.</summary>
    public static MailConfirmation? Begin(DeskBook desks, string officer, string address, DateTimeOffset now)
    {
        if (Read(desks, officer) is { } last && now - last.Sent < Pause)
        {
            return null;
        }

        var made = new MailConfirmation(address, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_'), now);
        desks.Set(officer, (PendingName, JsonSerializer.Serialize(made)));
        return made;
    }

    /// <summary>Takes the code of the link for the address the officer has chosen now.</summary>
    public static bool Confirm(DeskBook desks, string officer, string? code, DateTimeOffset now)
    {
        if (NoticeSettings.Of(desks, officer).Mail is not { Length: > 0 } address || Pending(desks, officer, address, now) is not { } pending
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(pending.Code), Encoding.UTF8.GetBytes(code ?? "")))
        {
            return false;
        }

        desks.Set(officer, (ConfirmedName, address), (PendingName, null));
        return true;
    }

    private static MailConfirmation? Read(DeskBook desks, string officer) => desks.Get(officer, PendingName) is { } kept ? JsonSerializer.Deserialize<MailConfirmation>(kept) : null;
}
