using System.Net;
using Comity.Node.Accounts;

namespace Comity.Tests.Node.Accounts;

[Trait("Category", "Slow")]
public sealed class ProviderTests : IAsyncLifetime
{
    private TestProvider _provider = null!;
    private House _house = null!;

    public async Task InitializeAsync()
    {
        _provider = await TestProvider.StartAsync();
        _house = await House.OpenAsync(new AccountsOptions { Provider = new("Arda's directory", _provider.Address, TestProvider.Client, "the-client-secret-of-this-node-32b") });
    }

    public async Task DisposeAsync()
    {
        await _house.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task A_linked_subject_comes_in_and_an_address_that_only_looks_alike_does_not()
    {
        var person = await _house.PersonAsync("desk");
        Assert.Equal("/account", (await AnswerAsync(person.Browser, "/account", "/account/provider")).Headers.Location?.OriginalString);

        var browser = _house.Browser();
        Assert.Equal("/account", (await AnswerAsync(browser, "/sign-in?returnUrl=/account", "/sign-in/provider", ("returnUrl", "/account"))).Headers.Location?.OriginalString);
        Assert.Contains("Person desk", await browser.GetStringAsync("/account"), StringComparison.Ordinal);

        // The same e-mail address, another subject.
        _provider.Subject = "subject-2";
        await RefusedAsync();
        Assert.Equal(0, _provider.WithoutVerifier);
    }

    [Theory]
    [InlineData(TestProvider.Lie.Nonce)]
    [InlineData(TestProvider.Lie.NoNonce)]
    [InlineData(TestProvider.Lie.Audience)]
    [InlineData(TestProvider.Lie.Issuer)]
    [InlineData(TestProvider.Lie.NoSignature)]
    [InlineData(TestProvider.Lie.EmptySignature)]
    [InlineData(TestProvider.Lie.AnothersKey)]
    [InlineData(TestProvider.Lie.ClientSecretAsKey)]
    [InlineData(TestProvider.Lie.Expired)]
    public async Task A_provider_or_somebody_between_who_lies_lets_nobody_in(object lie)
    {
        var person = await _house.PersonAsync("desk");
        await AnswerAsync(person.Browser, "/account", "/account/provider");
        _provider.Telling = (TestProvider.Lie)lie;

        await RefusedAsync();
    }

    [Fact]
    public async Task An_answer_works_once_and_only_in_the_browser_that_asked()
    {
        var person = await _house.PersonAsync("desk");
        await AnswerAsync(person.Browser, "/account", "/account/provider");

        var browser = _house.Browser();
        var answer = await AddressAsync(browser, "/sign-in", "/sign-in/provider", ("returnUrl", "/account"));
        var elsewhere = _house.Browser();
        Assert.Equal("/sign-in?refused=yes", (await elsewhere.GetAsync(answer)).Headers.Location?.OriginalString);
        await browser.GetAsync(answer);
        await browser.GetAsync(answer);
        Assert.Equal("/sign-in?refused=yes", (await _house.Browser().GetAsync(answer)).Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Found, (await elsewhere.GetAsync("/account")).StatusCode);
    }

    private async Task RefusedAsync()
    {
        var browser = _house.Browser();
        Assert.Equal("/sign-in?refused=yes", (await AnswerAsync(browser, "/sign-in", "/sign-in/provider", ("returnUrl", "/account"))).Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync("/account")).StatusCode);
    }

    private static async Task<HttpResponseMessage> AnswerAsync(HttpClient browser, string page, string action, params (string, string)[] fields) =>
        await browser.GetAsync(await AddressAsync(browser, page, action, fields));

    // The browser is sent to the provider, and comes back by the address the provider gives.
    private static async Task<Uri> AddressAsync(HttpClient browser, string page, string action, params (string, string)[] fields)
    {
        var asked = await House.PostAsync(browser, page, action, fields);
        Assert.Equal(HttpStatusCode.Found, asked.StatusCode);
        using var provider = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        return (await provider.GetAsync(asked.Headers.Location)).Headers.Location!;
    }
}
