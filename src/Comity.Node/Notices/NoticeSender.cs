using System.Globalization;
using Comity.Node.Access;
using Comity.Node.Accounts;
using Comity.Node.Desk;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Record;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Comity.Node.Notices;

/// <summary>Tells officers outside the pages, as each wants it. What is due is computed from the record each time; this remembers only what was told.</summary>
/// <remarks>By the machine's clock: mail is for people, and the room's clock may stand still. The room never waits for it.</remarks>
public sealed partial class NoticeSender(
    WholeRoom whole, NodeOptions node, DeskBook desks, NoticeList list, NoticeOutbox outbox, NoticeMessage message, NoticeMail mail, NoticeWebhook webhook, IServiceScopeFactory scopes,
    ILogger<NoticeSender> log) : BackgroundService
{
    public const string Mail = "mail";
    public const string Webhook = "webhook";

    /// <summary>The link by which an address is confirmed; nothing else is sent to it before.</summary>
    public const string Confirm = "confirm";

    private const string DigestOn = "notify-digest";
    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(6);
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(200);

    private DateTimeOffset Now => node.Notices.Clock.GetUtcNow();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (node.Notices.Address is null)
        {
            return;
        }

        var version = 0L;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (whole.Room.Forum is not null)
                {
                    await OfferAsync(stoppingToken).ConfigureAwait(false);
                    await SendAsync(stoppingToken).ConfigureAwait(false);
                }

                using var patience = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                patience.CancelAfter(UntilNext());
                version = await whole.Room.NewsAsync(version, patience.Token).ConfigureAwait(false);
                await Task.Delay(Settling, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // Time to look again without news; or the node stops.
            }
            catch (Exception failed) when (failed is IOException or Microsoft.Data.Sqlite.SqliteException)
            {
                Unkept(log, failed.GetType().Name);
                await Task.Delay(node.Notices.Look, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private TimeSpan UntilNext()
    {
        var due = outbox.Waiting().Select(w => w.Due - Now).Append(node.Notices.Look).Min();
        return due > TimeSpan.FromMilliseconds(50) ? due : TimeSpan.FromMilliseconds(50);
    }

    private async Task OfferAsync(CancellationToken cancellation)
    {
        foreach (var (officer, settings) in NoticeSettings.All(desks))
        {
            if (await IsOpenAsync(officer, cancellation).ConfigureAwait(false))
            {
                var current = For(officer, settings);
                Offer(officer, Webhook, settings.SendsWebhook, current);
                var confirmed = MailConfirmation.IsConfirmed(desks, officer, settings.Mail);
                OfferConfirmation(officer, settings, confirmed);
                Offer(officer, Mail, confirmed && settings.SendsMail && node.Notices.Mail is not null && (settings.When == MailWhen.AtOnce || IsHour(officer, settings)), current);
            }
        }
    }

    private void OfferConfirmation(string officer, NoticeSettings settings, bool confirmed)
    {
        if (!confirmed && settings.SendsMail && node.Notices.Mail is not null && MailConfirmation.Pending(desks, officer, settings.Mail!, Now) is null
            && MailConfirmation.Begin(desks, officer, settings.Mail!, Now) is not null)
        {
            outbox.Offer(officer, Confirm, [], [], Now);
        }
    }

    private void Offer(string officer, string way, bool wanted, IReadOnlyList<Notice> current)
    {
        if (wanted && !outbox.Waits(officer, way) && outbox.Untold(officer, way, current) is { Count: > 0 } untold)
        {
            outbox.Offer(officer, way, untold, current, Now);
        }
    }

    private IReadOnlyList<Notice> For(string officer, NoticeSettings settings) =>
        [.. list.For(SightAccessor.Of(new Caller(officer, Scopes: new HashSet<string>(StringComparer.Ordinal) { Scopes.Read }), whole.Room), patient: true).Where(settings.Wants)];

    // Once a day, from the hour on; a node that was off at that hour catches up at its start.
    private bool IsHour(string officer, NoticeSettings settings)
    {
        var local = TimeZoneInfo.ConvertTime(Now, TimeZoneInfo.FindSystemTimeZoneById(settings.Zone));
        var today = local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (local.Hour < settings.Hour || desks.Get(officer, DigestOn) == today)
        {
            return false;
        }

        desks.Set(officer, (DigestOn, today));
        return true;
    }

    private async Task SendAsync(CancellationToken cancellation)
    {
        foreach (var waiting in outbox.Waiting().Where(w => w.Due <= Now))
        {
            var settings = NoticeSettings.Of(desks, waiting.Officer);
            var open = await IsOpenAsync(waiting.Officer, cancellation).ConfigureAwait(false);
            var lines = message.Lines(open ? For(waiting.Officer, settings).Where(n => waiting.Notices.Contains(n.Id)) : []);
            if (!(waiting.Way == Confirm ? open && settings.SendsMail : lines.Count > 0 && IsWanted(waiting, settings)))
            {
                outbox.Done(waiting.Id);
                continue;
            }

            try
            {
                await SendAsync(waiting, settings, lines, cancellation).ConfigureAwait(false);
                outbox.Done(waiting.Id);
            }
            catch (Exception failed) when (failed is IOException or InvalidOperationException or HttpRequestException || (failed is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                // What is said of it holds no address and no word.
                NotSent(log, waiting.Way, waiting.Failures + 1, failed.GetType().Name);
                outbox.Failed(waiting.Id, Now + Again(waiting.Failures));
            }
        }
    }

    private bool IsWanted(WaitingMessage waiting, NoticeSettings settings) => waiting.Way == Mail
        ? settings.SendsMail && node.Notices.Mail is not null && MailConfirmation.IsConfirmed(desks, waiting.Officer, settings.Mail)
        : settings.SendsWebhook;

    private Task SendAsync(WaitingMessage waiting, NoticeSettings settings, ValueList<NoticeMessage.Line> lines, CancellationToken cancellation)
    {
        if (waiting.Way == Webhook)
        {
            return webhook.SendAsync(waiting.Id, new Uri(settings.Webhook!), WebhookKeys.Of(desks, waiting.Officer), lines, cancellation);
        }

        if (waiting.Way == Confirm)
        {
            // Confirmed or given up meanwhile: nothing waits for it any more.
            return MailConfirmation.Pending(desks, waiting.Officer, settings.Mail!, Now) is { } pending
                ? mail.SendAsync(waiting.Id, pending.Address, message.ConfirmSubject(settings.Language), message.ConfirmText(pending.Code, settings.Language), cancellation)
                : Task.CompletedTask;
        }

        var (subject, text) = message.Mail(lines, settings.Language);
        return mail.SendAsync(waiting.Id, settings.Mail!, subject, text, cancellation);
    }

    private TimeSpan Again(int failures) => TimeSpan.FromTicks(Math.Min(LongestRetry.Ticks, node.Notices.FirstRetry.Ticks << Math.Min(failures, 12)));

    private async Task<bool> IsOpenAsync(string officer, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return scope.ServiceProvider.GetService<AccountsDb>() is not { } accounts
            || !await accounts.Users.AnyAsync(a => a.Officer == officer && a.Closed, cancellation).ConfigureAwait(false);
    }

    [LoggerMessage(LogLevel.Warning, "A notice by {Way} was not sent, attempt {Attempt}: {Reason}; it is tried again")]
    private static partial void NotSent(ILogger log, string way, int attempt, string reason);

    [LoggerMessage(LogLevel.Error, "Notices could not be read or kept: {Reason}")]
    private static partial void Unkept(ILogger log, string reason);
}
