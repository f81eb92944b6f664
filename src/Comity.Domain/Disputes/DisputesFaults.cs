namespace Comity.Domain.Disputes;

using Comity.Record;

internal static class DisputesFaults
{
    public static IEnumerable<Fault> Of(IBody body) => [];
}
