using System.Globalization;
using Comity.Record;

namespace Comity.Domain.Disputes;

/// <summary>A text field that can be translated: <c>title</c>, <c>detail</c>, <c>text</c>, <c>words</c>, <c>extent</c>, <c>actors.N</c> or <c>addressees.N</c>.</summary>
/// <param name="Place">0-based place in the list; null for a field that is no list.</param>
internal readonly record struct TranslatedField(string Name, int? Place)
{
    public const string Expected = "title, detail, text, words, extent, actors.N or addressees.N with N from 0 to 15";

    public static bool TryParse(string text, out TranslatedField field)
    {
        field = new(text, null);
        if (text is "title" or "detail" or "text" or "words" or "extent")
        {
            return true;
        }

        if (text.Split('.') is not ["actors" or "addressees", var digits]
            || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var place) || place >= FieldFaults.MostActors
            || digits != place.ToString(CultureInfo.InvariantCulture))
        {
            return false;
        }

        field = new(text[..text.IndexOf('.')], place);
        return true;
    }

    /// <summary>Whether a body holds a text in this field.</summary>
    public bool IsIn(IBody body) => (body, Name) switch
    {
        (ActRecorded, "title" or "detail") => true,
        (ActRecorded act, "actors") => NameAt(act.Actors),
        (ActRecorded act, "addressees") => NameAt(act.Addressees),
        (MeasureAnnounced, "title") => true,
        (StageRecorded stage, "extent") => stage.Extent is not null,
        (LinkAsserted link, "words") => link.Words is not null,
        (LinkDenied link, "words") => link.Words is not null,
        (AccountGiven, "text") => true,
        _ => false,
    };

    private bool NameAt(ValueList<Actor> actors) => Place < actors.Count && actors[Place.Value].Name is not null;
}
