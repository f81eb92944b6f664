using System.Text.Json;
using Comity.Domain.Strategy;
using Comity.Node.Shared;
using Comity.Record;

namespace Comity.Node.Strategy;

/// <summary>The constructed case of Japan, Korea and the United States to start from: nobody's stated preferences, and marked so.</summary>
/// <remarks>Its names are worded in the reader's language; short names, directions and preferences are those of the case.</remarks>
public static class Illustration
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    private static readonly Lazy<ConflictModel> Case = new(Load);

    public static ConflictModel Model => Case.Value;

    /// <summary>The state of 2 August 2019 as the illustration puts it: the export controls stand, the claims question is declared closed.</summary>
    public const string StatusQuo = "NNNYYN";

    public static ConflictModel In(StrategyWords words) => Model with
    {
        Id = IdOf(Model.Id),
        Title = words["illustration.title"],
        Notes = words["illustration.notes"],
        Source = new(words["illustration.citation"], "constructed"),
        Options = Model.Options.Select(o => o with { Name = words[$"illustration.option.{o.Id}"] }).ToValueList(),
        DecisionMakers = words.Makers(Model).Select(n => Model.DecisionMakers[n]).Select(d => d with { Name = words[$"illustration.maker.{d.Id}"] }).ToValueList(),
    };

    public static ModelDraft Draft(StrategyWords words, string track) => DraftModel.Of(In(words), StatusQuo, illustrative: true, Formats.Language, track);

    /// <summary>A model's own id: versions shared of it are told by it, and copies of one origin apart.</summary>
    public static string IdOf(string origin) => $"{(origin.Length > 40 ? origin[..40] : origin)}-{Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(4))}";

    private static ConflictModel Load()
    {
        using var stream = typeof(Illustration).Assembly.GetManifestResourceStream("cases/strategy/japan-korea-us-illustrative.json")
            ?? throw new InvalidOperationException("The build left out the illustrative case.");
        var model = JsonSerializer.Deserialize<ConflictModel>(stream, Form)!;
        return model with { Options = model.Options.Select(o => o with { Direction = o.Direction == OptionDirection.Both ? null : o.Direction }).ToValueList() };
    }
}
