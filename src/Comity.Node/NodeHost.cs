using System.Net;
using Comity.Node.Access;
using Comity.Node.Accounts;
using Comity.Node.Answers;
using Comity.Node.Api;
using Comity.Node.Brief;
using Comity.Node.Channels;
using Comity.Node.Dates;
using Comity.Node.Desk;
using Comity.Node.Disputes;
using Comity.Node.Dossier;
using Comity.Node.Drafts;
using Comity.Node.Evidence;
using Comity.Node.Import;
using Comity.Node.Keys;
using Comity.Node.Guard;
using Comity.Node.Metrics;
using Comity.Node.Notices;
using Comity.Node.Public;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Node.Press;
using Comity.Node.Search;
using Comity.Node.Serving;
using Comity.Node.Standstill;
using Comity.Node.Shared;
using Comity.Node.Since;
using Comity.Node.Strategy;
using Comity.Node.Sync;
using Comity.Store;
using Comity.Store.Sqlite;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Comity.Node;

/// <summary>One member's node, running: its record, its pages and API, and its lines to the other members' nodes.</summary>
public sealed class NodeHost : IAsyncDisposable
{
    /// <summary>The database's name in a node's folder.</summary>
    public const string DatabaseName = "record.db";

    /// <summary>How long a browser that came over TLS comes over nothing else: RFC 6797 leaves it open, half a year is the least that is thought to help.</summary>
    private static readonly TimeSpan StrictFor = TimeSpan.FromDays(365);

    private const string RequestLog = "Microsoft.AspNetCore.Hosting.Diagnostics";

    private readonly WebApplication _app;

    private NodeHost(WebApplication app)
    {
        _app = app;
        Room = app.Services.GetRequiredService<RoomNode>();
        Record = Room.Record;
    }

    public RoomNode Room { get; }

    public NodeRecord Record { get; }

    /// <summary>Every page and endpoint it answers at.</summary>
    public IReadOnlyList<Endpoint> Endpoints => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    /// <summary>Where it answers, by loopback number: for programs.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <param name="port">A loopback port; 0 takes a free one.</param>
    /// <param name="demo">The demo's control; null on a working node.</param>
    /// <param name="front">How a working node stands in its network; null listens on loopback alone.</param>
    /// <param name="assets">Manifest of static assets beside the entry assembly; null serves none.</param>
    /// <param name="faults">For tests.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    /// <exception cref="StoreOpenException">The folder or its database cannot be used; the message says why.</exception>
    public static async Task<NodeHost> StartAsync(
        NodeOptions options, int port, IDemoControl? demo = null, string? assets = "Comity.Cli.staticwebassets.endpoints.json", NodeFront? front = null,
        (IWriteFaults Store, IGuardFaults Guard)? faults = null, CancellationToken cancellation = default)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = "Comity.Cli" });
        if (assets is not null)
        {
            builder.AddPageFiles();
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
            // A stranger who dawdles over a request's head holds a connection and nothing else, and not for long.
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.MaxConcurrentConnections = 4096;
            if (front is not null)
            {
                front.Listening(kestrel);
            }
            else if (port == 0)
            {
                kestrel.Listen(IPAddress.Loopback, 0);
            }
            else
            {
                kestrel.ListenLocalhost(port);
            }
        });
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // Its lines hold addresses with their queries: the words somebody looked for.
        builder.Logging.AddFilter(RequestLog, LogLevel.Warning);
        if (options.Log is { } hearing)
        {
            builder.Logging.AddProvider(hearing);
            builder.Services.Configure<LoggerFilterOptions>(filter =>
            {
                filter.Rules.Add(new LoggerFilterRule(hearing.GetType().FullName, null, LogLevel.Trace, null));
                filter.Rules.Add(new LoggerFilterRule(hearing.GetType().FullName, RequestLog, LogLevel.Warning, null));
            });
        }

        // A failed start is answered by the command, in words.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

        var store = SqliteStatementStore.Open(Path.Combine(Directory.CreateDirectory(options.Data).FullName, DatabaseName), faults?.Store);
        try
        {
            var metrics = new NodeMetrics();
            builder.Services.AddSingleton(_ => metrics);
            AddServices(builder.Services, options, NodeRecord.Open(options, new MeasuredStore(store, metrics), faults?.Guard), demo);
            if (front is not null)
            {
                builder.WebHost.UseKestrelHttpsConfiguration();
                builder.Services.AddHostFiltering(names => names.AllowedHosts = front.HostNames);
                builder.Services.AddHsts(strict => strict.MaxAge = StrictFor);
            }

            var app = builder.Build();
            front?.Before(app);
            await OpenAccountsAsync(app).ConfigureAwait(false);
            Map(app, assets);
            // Measured from the start, not from the first time somebody asks.
            _ = app.Services.GetRequiredService<PrometheusText>();
            metrics.Observe(app.Services.GetRequiredService<NodeRecord>());
            _ = app.Services.GetRequiredService<MetricsExport>();
            await app.StartAsync(cancellation).ConfigureAwait(false);
            return new NodeHost(app);
        }
        catch
        {
            await store.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // A browser keeps connections on which it asks nothing: Kestrel would wait for them.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Record.DisposeAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private static void AddServices(IServiceCollection services, NodeOptions options, NodeRecord record, IDemoControl? demo)
    {
        var board = new PeerBoard(options.Peers.Select(p => p.Member));
        var room = new RoomNode(options, record, board);
        services.AddSingleton(options).AddSingleton(record).AddSingleton(board).AddSingleton(room).AddHostedService<FirstMandates>().AddHostedService<Outbox>();
        services.AddSingleton(TimeProvider.System).AddSingleton<NonceBook>().AddSingleton<PresenceBook>().AddSingleton<PeerQuotas>().AddSingleton<PrometheusText>().AddSingleton<MetricsExport>().AddSingleton<IdempotencyBook>();
        services.AddSingleton<IOfficerDirectory>(new Officers(options));
        services.AddSingleton<RepinDesk>().AddSingleton<RosterHandover>();
        if (demo is not null)
        {
            services.AddSingleton(demo);
        }

        var trust = new PeerTrust(options.Peers);
        services.AddHttpClient(SyncService.ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(10),
                UseCookies = false,
                // A peer does not send this node asking elsewhere, nor fill its memory with an answer's head.
                AllowAutoRedirect = false,
                MaxResponseHeadersLength = 16,
                MaxResponseDrainSize = 0,
                SslOptions = { RemoteCertificateValidationCallback = trust.Accepts },
            });
        services.AddSingleton<SyncService>().AddHostedService(provider => provider.GetRequiredService<SyncService>());
        services.AddEvidence(new BlobOptions(Path.Combine(options.Data, BlobOptions.FolderName)));
        services.AddSingleton<Publishing>().AddHostedService(provider => provider.GetRequiredService<Publishing>());
        services.AddHostedService(_ => record.Signatures);
        services.AddHostedService(_ => record.Index);

        services.AddPageKeys(options.Member, Path.Combine(options.Data, "page-keys"));
        services.AddSingleton(new DeskOptions(Path.Combine(options.Data, DeskOptions.FileName)));
        services.AddSingleton(new ReadOptions(Path.Combine(options.Data, ReadOptions.FileName)));
        services.AddSingleton(new SearchOptions(Path.Combine(options.Data, SearchOptions.FileName)));
        services.AddNoticeSending(options.Data, options.Notices);
        services.AddComityPages(options.Member);
        if (options.Accounts is { } accounts)
        {
            services.AddAccounts(options.Data, new CookieNames(options.Member), accounts);
        }

        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, null);
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = Problems.Explain);
        services.AddOpenApi("v1", OpenApiDescription.Configure);
    }

    private static async Task OpenAccountsAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        if (scope.ServiceProvider.GetService<AccountsDb>() is { } accounts)
        {
            await AccountStore.OpenAsync(accounts).ConfigureAwait(false);
        }
    }

    private static void Map(WebApplication app, string? assets)
    {
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/api"), programs => programs.UseExceptionHandler().UseStatusCodePages());
        app.MapComityPages(assets);
        var accounts = app.Services.GetService<AccountsOptions>() is not null;
        if (accounts)
        {
            app.MapAccounts();
        }

        app.MapHealth();
        app.MapOpenApi("/openapi/{documentName}.json").Needs(Need.Open);
        app.MapMetrics();
        app.MapSync();
        app.MapCalendar();
        var api = app.MapGroup("").AddEndpointFilter(SameOriginOnly).AddEndpointFilter(app.Services.GetRequiredService<IdempotencyBook>()).RequireAuthorization(
            new AuthorizationPolicyBuilder(TokenAuthentication.SchemeName, PagesSetup.SessionScheme).RequireAuthenticatedUser().Build());
        api.MapGroup("/api/v1").WithTags("record").MapRecordApi();
        api.MapGroup("/api/v1").MapKeys();
        api.MapGroup("/api/v1").WithTags("search").MapSearchApi();
        api.MapGroup("/api/v1").WithTags("dates").MapDatesApi();
        api.MapGroup("/api/v1").WithTags("since").MapSinceApi();
        api.MapGroup("/api/v1").WithTags("brief").MapBriefApi();
        api.MapGroup("/api/v1").WithTags("notices").MapNoticesApi();
        api.MapGroup("/api/v1").WithTags("publishing").MapPublishingApi();
        api.MapDisputesApi();
        api.MapImportApi();
        api.MapAsRecordedApi();
        api.MapDossierApi();
        api.MapStandstillApi();
        api.MapCurveApi();
        api.MapStrategyApi();
        api.MapPressApi();
        api.MapTermsApi();
        api.MapAnswersApi();
        api.MapAudienceApi();
        api.MapDraftsApi();
        api.MapPassingApi();
        api.MapReadsApi();
        api.MapEvidenceApi();
        api.MapGroup("/api/v1").WithTags("mandates").MapMandatesApi();
        if (accounts)
        {
            api.MapAccountsApi();
            api.MapOwnAccountApi();
            api.MapSignInApi();
        }
    }

    // A session's cookie travels by itself; a header that only our own script can set does not. Tokens need no such proof.
    private static ValueTask<object?> SameOriginOnly(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var byCookie = http.User.Identity?.AuthenticationType == PagesSetup.SessionScheme;
        return byCookie && !HttpMethods.IsGet(http.Request.Method) && http.Request.Headers["X-Comity"].Count == 0
            ? ValueTask.FromResult<object?>(Problems.One(StatusCodes.Status403Forbidden, "A session alone does not sign here", "api.cross-site", "expected the header X-Comity, or a token"))
            : next(context);
    }

    private sealed class Officers(NodeOptions options) : IOfficerDirectory
    {
        IReadOnlyList<Officer> IOfficerDirectory.Officers => options.Officers;

        public bool DemoPicking => options.OfficersArePicked;
    }
}
