using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Accounts;

/// <summary>Accounts over HTTP, for administrators' programs.</summary>
public static class AccountsApi
{
    public static void MapAccountsApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").WithTags("accounts");
        api.MapGet("/accounts", AllAsync).Needs(Need.Accounts).WithName("ListAccounts").WithSummary("Everybody who may sign in here");
        api.MapPost("/accounts", MakeAsync).Needs(Need.Accounts).Repeats(Repeating.Told).WithName("MakeAccount").WithSummary("Make an account and its one-time enrolment link");
        api.MapPost("/accounts/{id}/link", LinkAsync).Needs(Need.Accounts).Repeats(Repeating.Told).WithName("MakeLink").WithSummary("A new one-time link: using it ends every earlier way in, and mandates do not come along");
        api.MapPost("/accounts/{id}/close", (string id, AccountDesk desk) => CloseAsync(id, desk, true)).Needs(Need.Accounts).Repeats(Repeating.Alike).WithName("CloseAccount").WithSummary("Close an account: its sessions and tokens end at once");
        api.MapPost("/accounts/{id}/open", (string id, AccountDesk desk) => CloseAsync(id, desk, false)).Needs(Need.Accounts).Repeats(Repeating.Alike).WithName("OpenAccount").WithSummary("Open a closed account");
        api.MapPost("/accounts/{id}/administrator", (string id, AccountDesk desk) => AdministersAsync(id, desk, true)).Needs(Need.Accounts).Repeats(Repeating.Alike).WithName("MakeAdministrator").WithSummary("Let an account manage accounts");
        api.MapDelete("/accounts/{id}/administrator", (string id, AccountDesk desk) => AdministersAsync(id, desk, false)).Needs(Need.Accounts).WithName("EndAdministrator").WithSummary("Let an account manage accounts no longer; the last administrator stays one");
        api.MapGet("/statements/{id}/passkeys", SignaturesAsync).Needs(Need.Read).WithName("GetPasskeySignatures").WithSummary("Passkey signatures over a statement's id, kept beside it: each verified now, with all that is needed to verify it elsewhere");
    }

    private static async Task<Results<Ok<PasskeySignaturesAnswer>, ProblemHttpResult>> SignaturesAsync(string id, Rooms.IRoom room, SignatureBook signatures) =>
        StatementId.TryParse(id, out var statement) && room.Find(statement) is not null
            ? TypedResults.Ok(new PasskeySignaturesAnswer([.. await signatures.OfAsync(statement)]))
            : Problems.NotFound($"no statement {id} is held by this node");

    private static async Task<Results<Ok<AccountsAnswer>, ProblemHttpResult>> AllAsync(AccountDesk desk, [AsParameters] PageQuery page) =>
        page.Of(await desk.AllAsync(), a => a.Id).Answer(part => TypedResults.Ok(new AccountsAnswer([.. part.Items.Select(AccountAnswer.Of)], part.Next)));

    private static async Task<Results<Created<MadeAnswer>, ProblemHttpResult>> MakeAsync(AccountDesk desk, AccountRequest request)
    {
        var (account, faults) = await desk.MakeAsync(request.SignInName ?? "", request.Name ?? "", request.Administers);
        return account is null
            ? Problems.Faults(faults)
            : TypedResults.Created($"/api/v1/accounts/{account.Id}", new MadeAnswer(AccountAnswer.Of(account), AccountPaths.Enrol + "?code=" + await desk.LinkAsync(account)));
    }

    private static async Task<Results<Ok<MadeAnswer>, ProblemHttpResult>> LinkAsync(string id, AccountDesk desk) => await desk.FindAsync(id) is { } account
        ? TypedResults.Ok(new MadeAnswer(AccountAnswer.Of(account), AccountPaths.Enrol + "?code=" + await desk.LinkAsync(account)))
        : Problems.NotFound($"no account {id}");

    private static Task<Results<Ok<AccountAnswer>, ProblemHttpResult>> CloseAsync(string id, AccountDesk desk, bool closed) => ChangeAsync(id, desk, account => desk.CloseAsync(account, closed));

    private static Task<Results<Ok<AccountAnswer>, ProblemHttpResult>> AdministersAsync(string id, AccountDesk desk, bool administers) =>
        ChangeAsync(id, desk, account => desk.AdministersAsync(account, administers));

    private static async Task<Results<Ok<AccountAnswer>, ProblemHttpResult>> ChangeAsync(string id, AccountDesk desk, Func<Account, Task<bool>> change)
    {
        if (await desk.FindAsync(id) is not { } account)
        {
            return Problems.NotFound($"no account {id}");
        }

        return await change(account)
            ? TypedResults.Ok(AccountAnswer.Of(account))
            : Problems.Faults([new Fault("id", "accounts.last-administrator", "expected another administrator to remain")]);
    }
}

/// <param name="SignInName">1 to 64 letters, digits and any of - . _ @</param>
/// <param name="Name">As colleagues know the person.</param>
public sealed record AccountRequest(string? SignInName, string? Name, bool Administers = false);

/// <param name="Next">Give it as <c>after</c> to go on; null at the end.</param>
public sealed record AccountsAnswer(ValueList<AccountAnswer> Accounts, string? Next);

/// <param name="Officer">The opaque id that mandates name.</param>
/// <param name="Enrolled">When its person came in first, or last anew; null while nobody did.</param>
public sealed record AccountAnswer(string Id, string SignInName, string Name, string Officer, bool Administers, bool Closed, DateTimeOffset? Enrolled)
{
    public static AccountAnswer Of(Account account) =>
        new(account.Id, account.UserName!, account.Name, account.Officer, account.Administers, account.Closed, account.EnrolledAt);
}

/// <param name="Link">Path on this node; works once.</param>
public sealed record MadeAnswer(AccountAnswer Account, string Link);

/// <param name="Channels">Null for wherever the mandate reaches.</param>
public sealed record TokenAnswer(string Id, string Name, ValueList<string> Scopes, ValueList<string>? Channels, DateTimeOffset Made, DateTimeOffset Ends, DateTimeOffset? Used)
{
    public static TokenAnswer Of(TokenRow row) =>
        new(row.Id, row.Name, row.Scopes.Split(' ').ToValueList(), row.Channels?.Split(' ').ToValueList(), row.MadeAt, row.EndsAt, row.UsedAt);
}

public sealed record PasskeySignaturesAnswer(IReadOnlyList<PasskeySignature> Signatures);
