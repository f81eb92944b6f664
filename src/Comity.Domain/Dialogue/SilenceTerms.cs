using System.Text.Json.Serialization;
using Comity.Domain.Standstill;
using Comity.Record;

namespace Comity.Domain.Dialogue;

/// <summary>How a silence runs. Practice: OSCE Rules of Procedure (2006), Annex 1 (A); United Nations General Assembly decision 74/544.</summary>
/// <param name="Ends">The day on which it ends, at the clock's hour; a calendar date in the clock's zone. Rolls as the clock says.</param>
/// <param name="MinimumHours">Least time between its being circulated and its end: 0 to 720; of the United Nations template at least 72.</param>
/// <param name="MayObject">Who may break it: 1 to 16.</param>
/// <param name="Extendable">Whether the chair may move its end while it runs.</param>
public sealed record SilenceTerms(
    SilenceTemplate Template, DateOnly Ends, DeadlineClock Clock, int MinimumHours, ValueList<MemberId> MayObject, ObjectionForm Form, bool Extendable);

[JsonConverter(typeof(KebabCase<SilenceTemplate>))]
public enum SilenceTemplate
{
    /// <summary>An objection or an amendment in writing breaks it.</summary>
    Osce,

    /// <summary>At least 72 hours; an objection in writing breaks it.</summary>
    UnitedNations,

    /// <summary>As the parties set it themselves.</summary>
    Own,
}

/// <summary>What an objection has to hold.</summary>
[JsonConverter(typeof(KebabCase<ObjectionForm>))]
public enum ObjectionForm { InWriting, WithReasons, WithAmendment }

[JsonConverter(typeof(KebabCase<DecisionMethod>))]
public enum DecisionMethod { Consensus, Unanimity, Silence }

[JsonConverter(typeof(KebabCase<AttachedKind>))]
public enum AttachedKind { Interpretation, Explanation, Reservation, Dissociation }
