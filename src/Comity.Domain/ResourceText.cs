using System.Globalization;
using System.Resources;

namespace Comity.Domain;

/// <summary>Wording by code, in the languages of the resources beside a class.</summary>
/// <param name="beside">The class the .resx files are named after.</param>
public sealed class ResourceText(Type beside)
{
    private readonly ResourceManager _wording = new(beside.FullName!, beside.Assembly);

    /// <returns>Null when there is no wording for the code; English when there is none in the language.</returns>
    public string? Find(string code, CultureInfo language) => _wording.GetString(code, language);

    /// <summary>The codes worded in exactly this language; the invariant culture stands for English.</summary>
    public IReadOnlySet<string> CodesIn(CultureInfo language)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry entry in _wording.GetResourceSet(language, createIfNotExists: true, tryParents: false)!)
        {
            codes.Add((string)entry.Key);
        }

        return codes;
    }
}
