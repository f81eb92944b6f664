using System.Net;
using Comity.Domain.Mandates;
using Comity.Record;
using Comity.Tests.Node.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Hardening;

/// <summary>A scanner that is not ours looks for a way from a request to the database, signed in with a head's rights.</summary>
[Trait("Category", "Slow")]
public sealed class SqlmapTests
{
    [ToolFact("sqlmap", "sqlmap")]
    public async Task No_parameter_of_a_page_a_form_or_an_endpoint_reaches_the_database_as_sql()
    {
        await using var house = await House.OpenAsync();
        var person = await house.PersonAsync("desk");
        await house.MandateAsync(person.Officer, MandateRole.Head);
        var act = await house.Three.ActAsync(Arda, "Said to be found again");
        var bearer = "Authorization: Bearer " + await house.TokenAsync(person, ["read", "draft", "release"]);
        var cookies = new CookieContainer();
        var browser = house.Browser(cookies);
        await house.SignInAsync(browser, "desk", House.Password, House.Totp(person.Key, 1));
        var form = await House.ForgeryAsync(browser, "/c/arda/disputes/record-act");
        var cookie = "Cookie: " + cookies.GetCookieHeader(house.Address);
        using var sqlmap = new Sqlmap();
        var findings = new List<string>();
        foreach (var (header, path, posted, parameters) in new (string, string, string?, string[])[]
        {
            (cookie, "/c/plenary/search?q=found&track=economy&kind=disputes.act-recorded&author=arda&from=2030-01-01", null, ["q", "track", "kind", "author", "from"]),
            (cookie, "/c/plenary/disputes?view=table&sort=what&track=economy&act=" + act, null, ["sort", "track", "act"]),
            (bearer, "/api/v1/search?q=found&channel=plenary&actor=arda&until=2030-02-01", null, ["q", "channel", "actor", "until"]),
            (bearer, "/api/v1/channels/plenary/statements?after=arda:0&kind=disputes.act-recorded/1&limit=5", null, ["after", "kind", "limit"]),
            (bearer, $"/api/v1/statements/{act}/proof?in={act}", null, ["in"]),
            (cookie, "/c/arda/disputes/record-act", $"_handler=record&__RequestVerificationToken={Uri.EscapeDataString(form)}&title=A+title&date=2030-01-02&track=economy&language=en", ["title", "date", "track"]),
            (bearer, "/api/v1/channels/arda/statements", """{"kind":"disputes.act-recorded/1","track":"economy","subject":null,"cites":[],"body":{"date":"2030-01-02","precision":"day","type":"event","actors":[{"member":"arda"}],"addressees":[],"title":"A title","detail":"","language":"en","basis":"own-act","reported":false,"sources":[]}}""", ["JSON track", "JSON title"]),
        })
        {
            findings.AddRange(sqlmap.Findings(new Uri(house.Address, path), header, posted, parameters).Select(f => $"{path}: {f}"));
        }

        Assert.Empty(findings);
        Assert.Equal(HttpStatusCode.OK, (await person.Browser.GetAsync("/c/arda/room")).StatusCode);
    }

    [ToolFact("sqlmap", "sqlmap")]
    public async Task Where_there_is_a_hole_it_is_found()
    {
        await using var app = HoleAsync();
        await app.StartAsync();
        using var sqlmap = new Sqlmap();

        var found = sqlmap.Findings(new Uri(app.Urls.Single() + "/?name=arda"), "Accept: text/html", null, "name");

        Assert.Contains(",GET,name,", Assert.Single(found), StringComparison.Ordinal);
    }

    private static WebApplication HoleAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/", (string name) =>
        {
            using var database = new SqliteConnection("Data Source=:memory:");
            database.Open();
            using var query = database.CreateCommand();
#pragma warning disable CA2100 // the hole itself
            query.CommandText = $"SELECT 'Held by ' || name FROM (SELECT 'arda' AS name) WHERE name = '{name}'";
#pragma warning restore CA2100
            return query.ExecuteScalar() as string ?? "Nothing";
        });
        return app;
    }
}
