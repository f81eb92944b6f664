using Comity.Store;

namespace Comity.Cli;

/// <summary>How a verb says that a store could not be opened, copied or read.</summary>
internal static class StoreComplaint
{
    public static int Of(IOException failed) => failed switch
    {
        StoreOpenException unusable => Complaint.Of(CodeOf(unusable.Fault), unusable.Message, unusable.Hint),
        StoreFailedException => Complaint.Of(ExitCodes.Finding, failed.Message, "./comity verify says what is damaged"),
        _ => Complaint.Of(ExitCodes.Machine, failed.Message, "check the disk, its free space and your permissions"),
    };

    private static int CodeOf(StoreOpenFault fault) => fault switch
    {
        StoreOpenFault.Damaged => ExitCodes.Finding,
        StoreOpenFault.NoAccess or StoreOpenFault.NoSpace => ExitCodes.Machine,
        _ => ExitCodes.Usage,
    };
}
