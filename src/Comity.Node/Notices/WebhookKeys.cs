using System.Security.Cryptography;
using Comity.Node.Desk;
using Comity.Record;

namespace Comity.Node.Notices;

/// <summary>The key by which an officer's receiver knows that a webhook is ours; made when first asked for.</summary>
public static class WebhookKeys
{
    private const string Name = "webhook-key";

    public static string Of(DeskBook desks, string officer)
    {
        if (desks.Get(officer, Name) is { } key)
        {
            return key;
        }

        desks.Set(officer, (Name, Base64UrlText.Encode(RandomNumberGenerator.GetBytes(32))));
        return desks.Get(officer, Name)!;
    }
}
