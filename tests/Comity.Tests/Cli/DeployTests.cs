namespace Comity.Tests.Cli;

/// <summary>What is shipped for running a node as a service.</summary>
public sealed class DeployTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("comity-deploy-");

    public void Dispose() => _folder.Delete(recursive: true);

    [ToolFact("systemd-analyze", "systemd")]
    public void The_unit_is_sound_and_closed()
    {
        var unit = Path.Combine(_folder.FullName, "comity@arda.service");
        File.Copy(SourceTree.Folder("deploy/comity@.service"), unit);

        var verified = Tool.Run("systemd-analyze", [], "verify", unit);
        Assert.True(verified.Code == 0, verified.Errors);
        var exposure = Tool.Run("systemd-analyze", [], "security", "--offline=true", "--threshold=20", unit);     // 2.0 of 10
        Assert.True(exposure.Code == 0, exposure.Errors);
    }

    [Fact]
    public void The_container_does_not_run_as_root()
    {
        var last = File.ReadAllText(SourceTree.Folder("deploy/Containerfile")).Split("\nFROM ")[^1].Split('\n');

        Assert.Contains("USER $APP_UID", last);
        Assert.DoesNotContain(last, line => line.StartsWith("RUN", StringComparison.Ordinal));
    }
}
