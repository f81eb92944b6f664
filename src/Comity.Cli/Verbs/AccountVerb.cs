using System.CommandLine;
using Comity.Cli.Setup;
using Comity.Node.Accounts;
using Comity.Node.Setup;
using Microsoft.Data.Sqlite;

namespace Comity.Cli.Verbs;

/// <summary><c>comity account</c>: an account on a member's node and its one-time link, made on the machine: the first administrator, and the head of delegation.</summary>
public static class AccountVerb
{
    public static Command Command()
    {
        var config = MemberHouse.ConfigOption();
        var json = MemberHouse.JsonOption();
        var signIn = new Option<string>("--sign-in") { Description = "What the person types to sign in: letters, digits, - . _ @", Required = true };
        var name = new Option<string>("--name") { Description = "As colleagues know the person.", Required = true };
        var administrator = new Option<bool>("--administrator") { Description = "Manages accounts; sees nothing of substance." };
        var head = new Option<bool>("--head") { Description = "Head of delegation: the one init made, or a new one, given the mandate at the node's next start while no head stands." };
        var office = new Option<string>("--office") { Description = "A new head's office.", DefaultValueFactory = _ => "Head of delegation" };
        var level = new Option<string>("--level") { Description = "A new head's level.", DefaultValueFactory = _ => "working" };
        var command = new Command("account", "Make an account on this member's node, and its one-time link") { config, signIn, name, administrator, head, office, level, json };
        command.SetAction((parsed, _) => MemberHouse.WithAsync(parsed.GetValue(config)!, needsForum: false, (c, files) => MakeAsync(
            c,
            new(parsed.GetValue(signIn)!, parsed.GetValue(name)!, parsed.GetValue(administrator)),
            parsed.GetValue(head) ? new(files.Officer?.Id, parsed.GetValue(office)!, parsed.GetValue(level)!) : null,
            parsed.GetValue(json))));
        return command;
    }

    private static async Task<int> MakeAsync(NodeConfig config, Person person, Head? head, bool json)
    {
        try
        {
            Directory.CreateDirectory(config.Data);
            var made = await AddAsync(config, person, head).ConfigureAwait(false);
            var link = new Uri(config.Address, $"{AccountPaths.Enrol}?code={made.Code}").AbsoluteUri;
            Console.WriteLine(json ? JsonReport.Of(new { signIn = person.SignIn, officer = made.Officer, link }) : $"{link}\nIt works once, for 72 hours. Hand it to {person.Name} by a way you trust.");
            return ExitCodes.Fine;
        }
        catch (InvalidOperationException refused)
        {
            return Complaint.Of(ExitCodes.Usage, refused.Message, "nothing was made; choose another sign-in name or name");
        }
        catch (InvalidDataException another)
        {
            return Complaint.Of(ExitCodes.Finding, another.Message, "use the edition that made it, or set the accounts aside and make them anew");
        }
        catch (SqliteException unusable)
        {
            return Complaint.Of(ExitCodes.Machine, $"{AccountsDb.FileName}: {unusable.Message}", "check the data folder's permissions and free space");
        }
    }

    // The head that init made has a mandate of its own; whoever holds that id already leaves a new head to be set up.
    private static async Task<(string Officer, string Code)> AddAsync(NodeConfig config, Person person, Head? head)
    {
        var first = head?.Officer is { } officer && !await AccountStore.HasAsync(config.Data, officer).ConfigureAwait(false) ? officer : null;
        return await AccountStore.AddAsync(
            config.Data, person.SignIn, person.Name, person.Administers, head is not null && first is null ? (head.Office, head.Level) : null, first).ConfigureAwait(false);
    }

    private sealed record Person(string SignIn, string Name, bool Administers);

    /// <param name="Officer">The officer's id that init made; null when it made none.</param>
    private sealed record Head(string? Officer, string Office, string Level);
}
