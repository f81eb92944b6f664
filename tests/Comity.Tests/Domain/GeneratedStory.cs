using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Comity.Domain;
using Comity.Domain.Channels;
using Comity.Domain.Dialogue;
using Comity.Domain.Drafts;
using Comity.Domain.Standstill;
using Comity.Domain.Strategy;
using Comity.Record;
using Comity.Tests.Domain.Channels;
using Comity.Tests.Domain.Dialogue;
using Comity.Tests.Domain.Standstill;
using Comity.Tests.Domain.Strategy;
using FsCheck;
using FsCheck.Fluent;

namespace Comity.Tests.Domain;

/// <summary>Statements of a capability made from numbers, one statement a number, so that a failing story shrinks by statements.</summary>
internal static class GeneratedStory
{
    private static readonly string[] Parties = ["Arda", "Bera", "Cirra"];
    private static readonly DateOnly FirstDay = new(2031, 3, 1);
    private static readonly ConcurrentDictionary<Type, (ConstructorInfo Constructor, Parameter[] Parameters)> Constructors = [];

    /// <summary>A day in the middle of every story.</summary>
    public static DateOnly Today { get; } = FirstDay.AddDays(4);

    /// <summary>Numbers far apart, since near ones begin alike; a failing story shrinks to half of it, then by one statement at a time.</summary>
    public static Arbitrary<int[]> Seeds { get; } = Arb.From(
        Gen.Choose(0, int.MaxValue).ArrayOf(),
        seeds => new[] { seeds[..(seeds.Length / 2)], seeds[(seeds.Length / 2)..] }
            .Concat(seeds.Select((_, i) => seeds.Where((_, j) => j != i).ToArray())).Where(s => s.Length < seeds.Length));

    public static ForumScript Tell(ICapability capability, IEnumerable<int> seeds)
    {
        var forum = new ForumScript(Parties) { InOwnChannels = capability is DraftsCapability };
        foreach (var seed in seeds)
        {
            var random = new System.Random(seed);
            var type = capability.Bodies[random.Next(3) == 0 ? 0 : random.Next(capability.Bodies.Count)];
            var author = Parties[random.Next(Parties.Length)];
            if (seed % 29 == 28)
            {
                forum.Says(author, BodyCodec.KindOf(type), """{"nobody":"reads this"}""");
            }
            else if (capability is StandstillCapability)
            {
                AnyStandstill.Says(type, forum, random, FirstDay);
            }
            else if (capability is ChannelsCapability)
            {
                AnyPassing.Says(type, forum, random, FirstDay);
            }
            else if (capability is DialogueCapability)
            {
                AnyDialogue.Says(type, forum, random, FirstDay);
            }
            else
            {
                forum.Says(author, Body(type, capability, forum, random));
            }
        }

        return forum;
    }

    // Most tries have a fault or two; a body that still has after many is a story of its own: it comes back unreadable.
    private static IBody Body(Type type, ICapability capability, ForumScript forum, System.Random random)
    {
        var body = (IBody)Make(type, "", capability, forum, random)!;
        for (var i = 0; i < 60 && body.Faults().Any(); i++)
        {
            body = (IBody)Make(type, "", capability, forum, random)!;
        }

        return body;
    }

    private static object? Make(Type type, string name, ICapability capability, ForumScript forum, System.Random random) => type switch
    {
        _ when Nullable.GetUnderlyingType(type) is { } inner => random.Next(2) == 0 ? null : Make(inner, name, capability, forum, random),
        _ when capability is DraftsCapability && name is "Kind" => "terms.list-set/1",
        _ when capability is DraftsCapability && name is "Text" => random.Next(2) == 0 ? "{\"terms\":[]}" : "{\"terms\":[{\"phrase\":\"the bay\"}]}",
        _ when capability is DraftsCapability && name is "Channel" => ChannelId.Plenary,
        _ when type == typeof(string) => Text(name, random),
        _ when type == typeof(bool) => random.Next(4) == 0,
        _ when type == typeof(int) => random.Next(5),
        _ when type == typeof(long) => (long)random.Next(5),
        _ when type == typeof(DateOnly) => FirstDay.AddDays(random.Next(9)),
        _ when type == typeof(MemberId) => ForumScript.Member(Parties[random.Next(Parties.Length)]),
        _ when type == typeof(ChannelId) => random.Next(2) == 0 ? ChannelId.Plenary : ChannelId.Of(ForumScript.Member(Parties[random.Next(Parties.Length)])),
        _ when type == typeof(StatementId) => Reference(name, capability, forum, random),
        _ when type == typeof(ConflictModel) => AnyModel.Make(random),
        _ when type == typeof(HomeParty) => AnyModel.Party(random),
        _ when name == "StatusQuo" => null,
        _ when type.IsEnum => Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length)),
        _ when type.IsGenericType => ListOf(type.GetGenericArguments()[0], name, capability, forum, random),
        _ => Record(type, capability, forum, random),
    };

    private static object Record(Type type, ICapability capability, ForumScript forum, System.Random random)
    {
        var (constructor, parameters) = Constructors.GetOrAdd(type, ConstructorOf);
        return constructor.Invoke(parameters.Select(p =>
            p.MayBeNull && random.Next(2) == 0 ? null : Make(p.Type, p.Name, capability, forum, random)).ToArray());
    }

    private static (ConstructorInfo Constructor, Parameter[] Parameters) ConstructorOf(Type type)
    {
        var nullability = new NullabilityInfoContext();
        var constructor = type.GetConstructors().Single(c => c.GetParameters().Length > 0);
        return (constructor, constructor.GetParameters().Select(p => new Parameter(
            p.ParameterType, p.Name!, !p.ParameterType.IsValueType && nullability.Create(p).WriteState == NullabilityState.Nullable)).ToArray());
    }

    private static object ListOf(Type item, string name, ICapability capability, ForumScript forum, System.Random random)
    {
        var items = Array.CreateInstance(item, random.Next(3));
        for (var i = 0; i < items.Length; i++)
        {
            items.SetValue(Make(item, name, capability, forum, random), i);
        }

        return typeof(ValueList).GetMethod(nameof(ValueList.ToValueList))!.MakeGenericMethod(item).Invoke(null, [items])!;
    }

    private static string Text(string name, System.Random random) => name switch
    {
        "Officer" or "By" => string.Create(CultureInfo.InvariantCulture, $"o{random.Next(3)}"),
        "Standing" => "confirmed",
        "Level" or "Track" or "Tracks" => new[] { "economy", "history" }[random.Next(2)],
        "Language" => random.Next(2) == 0 ? "en" : "ko-KR",
        "Field" => new[] { "title", "text", "words", "actors.0" }[random.Next(4)],
        _ => string.Create(CultureInfo.InvariantCulture, $"text {random.Next(3)}"),
    };

    // A reference named after a body mostly meets one (measure → MeasureAnnounced), any other mostly what opens matters.
    private static StatementId Reference(string name, ICapability capability, ForumScript forum, System.Random random)
    {
        var wanted = capability.Bodies.FirstOrDefault(b => b.Name.StartsWith(name, StringComparison.Ordinal)) ?? capability.Bodies[0];
        var fitting = forum.Said.Where(s => random.Next(8) == 0 || s.Body.GetType() == wanted).ToArray();
        return fitting.Length == 0 || random.Next(12) == 0
            ? ForumScript.Nowhere(string.Create(CultureInfo.InvariantCulture, $"{random.Next(4)}"))
            : fitting[random.Next(fitting.Length)].Id;
    }

    private sealed record Parameter(Type Type, string Name, bool MayBeNull);
}
