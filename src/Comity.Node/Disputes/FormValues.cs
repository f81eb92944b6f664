using System.Globalization;
using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Node.Disputes;

/// <summary>The groups several forms share: sources and actors.</summary>
public static class FormValues
{
    /// <summary>Rows with any text; faults keep the row as typed, so that a blank row in between moves nothing.</summary>
    public static ValueList<Source> Sources(this FormReading form)
    {
        var sources = new List<Source>();
        for (var n = 0; n < form.Rows("sources"); n++)
        {
            if (form.Text(FormReading.Row("sources", n, "text")) is { } text)
            {
                if (text.EnumerateRunes().Count() > 500)
                {
                    form.Add(new(FormReading.Row("sources", n, "text"), DisputesFaultCodes.SourceLength, "expected 1 to 500 characters"));
                }

                sources.Add(new(text, form.Choice<Confidence>(FormReading.Row("sources", n, "confidence"))));
            }
        }

        return sources.ToValueList();
    }

    /// <summary>A row names either a member, or somebody outside and perhaps whose organ that is.</summary>
    public static ValueList<Actor> Actors(this FormReading form, string group)
    {
        var actors = new List<Actor>();
        for (var n = 0; n < form.Rows(group); n++)
        {
            var name = form.Text(FormReading.Row(group, n, "name"));
            var chosen = form.Text(FormReading.Row(group, n, "member"));
            if (chosen is not null && MemberId.TryParse(chosen, out var member))
            {
                if (name is not null)
                {
                    form.Add(new(FormReading.Row(group, n, "name"), DisputesFaultCodes.ActorMemberOrName, "expected either a member or a name, found both"));
                }

                actors.Add(new(member, null, null));
            }
            else if (name is not null)
            {
                actors.Add(new(null, name, MemberId.TryParse(form.Text(FormReading.Row(group, n, "organOf")), out var organ) ? organ : null));
            }
        }

        if (group == "actors" && actors.Count == 0)
        {
            form.Add(new("actors", DisputesFaultCodes.ActorsCount, "expected 1 to 16 entries, found 0"));
        }

        return actors.ToValueList();
    }

    public static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}
