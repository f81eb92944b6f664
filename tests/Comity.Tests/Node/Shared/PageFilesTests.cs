using System.Net;
using Comity.Node.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Comity.Tests.Node.Shared;

public sealed class PageFilesTests : IAsyncLifetime
{
    private readonly WebApplication _app = Host();

    [Theory]
    [InlineData("vendor/tabler.min.css", 600_000, 100_000)]
    [InlineData("vendor/turbo.es2017-esm.js", 150_000, 60_000)]
    [InlineData("vendor/echarts.esm.min.js", 1_000_000, 400_000)]
    [InlineData("vendor/langJA-obj.js", 4_000, 3_000)]
    [InlineData("vendor/langKO-obj.js", 4_000, 3_000)]
    public async Task A_file_arrives_whole_and_compressed(string path, int atLeast, int compressedAtMost)
    {
        Assert.InRange((await Get(path, DecompressionMethods.All)).Length, atLeast, int.MaxValue);
        Assert.InRange((await Get(path, DecompressionMethods.None, "gzip")).Length, 1, compressedAtMost);
    }

    [Fact]
    public async Task A_chart_locale_is_a_module()
    {
        var text = System.Text.Encoding.UTF8.GetString(await Get("vendor/langKO-obj.js", DecompressionMethods.All));
        Assert.StartsWith("const exports = {};", text, StringComparison.Ordinal);
        Assert.EndsWith("export default exports;\n", text, StringComparison.Ordinal);
        Assert.Contains("월", text, StringComparison.Ordinal);
    }

    public Task InitializeAsync() => _app.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    private static WebApplication Host()
    {
        // A name that no assembly has, and production: the two ways in which these files went missing.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "arda", EnvironmentName = "Production" });
        builder.AddPageFiles().WebHost.UseUrls("http://127.0.0.1:0");
        return builder.Build().MapPageFiles();
    }

    private async Task<byte[]> Get(string path, DecompressionMethods decompress, string? accept = null)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = decompress });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(_app.Urls.First()), path));
        if (accept is not null)
        {
            request.Headers.AcceptEncoding.ParseAdd(accept);
        }

        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync();
    }
}
