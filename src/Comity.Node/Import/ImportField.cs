namespace Comity.Node.Import;

/// <summary>What a column may hold of an act or of a measure.</summary>
public enum ImportField
{
    Id, Date, Precision, Actors, Addressees, Type, Track, Title, Detail, Language, Effective, Deadline, Basis, Reported, Sources, Confidence, Note, Reference,
    Act, Measure, Nature, Private, End, Stages, MeasureReference,
}
