using Comity.Domain;
using Comity.Domain.Drafts;
using Comity.Domain.Strategy;
using Comity.Node.Access;
using Comity.Node.Drafts;
using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Strategy;

/// <summary>Says models: saved ones to the own delegation alone, shared ones where the officer asks for.</summary>
public sealed class ModelSaying(IRoom room, OfficerAccessor officers, ModelShelf shelf)
{
    /// <summary>The channel of this delegation alone. No other node is ever told a word of it.</summary>
    public ChannelId Own => ChannelId.Of(room.Me);

    /// <param name="of">The first version, when this is a later one.</param>
    public Task<SayResult> SaveAsync(ConflictModel model, string? statusQuo, bool illustrative, string language, string track, StatementId? of, CancellationToken cancellation) =>
        SayAsync(Own, new ModelSaved(of, model, statusQuo, illustrative, language), track, of, cancellation);

    /// <summary>Says a model as it stands in the own channel in another one; the version shared there before, if any, is superseded.</summary>
    public Task<SayResult> ShareAsync(ShelvedModel model, ChannelId with, StatementId? of, string? words, CancellationToken cancellation) =>
        SayAsync(with, Shared(model, of, words), model.Track, of, cancellation);

    /// <summary>Keeps the same as a draft, for somebody who may release it; nobody else hears it before.</summary>
    public Task<SayResult> KeepAsync(ShelvedModel model, ChannelId with, StatementId? of, string? words, CancellationToken cancellation)
    {
        var officer = officers.Officer ?? throw new InvalidOperationException("expected an officer: callers ask first");
        var body = Shared(model, of, words);
        return room.DraftAsync(
            new DraftOpened(
                with, BodyCodec.KindOf(typeof(ModelShared)), model.Track, DraftText.Title(model.Model.Title), DraftText.Of(body), of, of is { } first ? [first] : [], officer.Id, room.Day),
            model.Track, officer, cancellation);
    }

    private static ModelShared Shared(ShelvedModel model, StatementId? of, string? words) =>
        new(of, model.Model, model.StatusQuo, model.Finding.Illustrative, model.Finding.Language, words);

    /// <summary>
    /// What a later version continues in a channel: our own model of the same id there. New models get an id of their own (<see cref="Illustration.IdOf"/>).
    /// </summary>
    public StatementId? SharedBefore(ShelvedModel model, ChannelId with) => shelf.In(with)
        .Where(m => m.Author == room.Me && shelf.Find(with, m.Id)?.Model.Id == model.Model.Id).Select(m => (StatementId?)m.Id).FirstOrDefault();

    /// <summary>Notes what our party can bear of a model of the own channel; the latest note stands.</summary>
    public Task<SayResult> BearAsync(ShelvedModel model, HomeParty party, string language, CancellationToken cancellation) =>
        SayAsync(Own, new BearingSaved(model.Finding.Id, party, language), model.Track, model.Finding.Id, cancellation);

    public Task<SayResult> WithdrawAsync(ShelvedModel model, CancellationToken cancellation) =>
        SayAsync(model.Channel, new ModelWithdrawn(model.Finding.Id), model.Track, model.Finding.Id, cancellation);

    private Task<SayResult> SayAsync(ChannelId channel, IBody body, string track, StatementId? of, CancellationToken cancellation) =>
        officers.Officer is { MaySign: true } officer
            ? room.SayAsync(channel, body, track, of, of is { } first ? [first] : [], officer, cancellation)
            : throw new InvalidOperationException("expected an officer who may sign: callers ask first");
}
