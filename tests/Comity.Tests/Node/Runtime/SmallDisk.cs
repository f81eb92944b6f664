namespace Comity.Tests.Node.Runtime;

/// <summary>A disk of its own and of a few megabytes, that can be filled or made read-only: a file system in memory, mounted as root.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const int Megabytes = 6;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("comity-disk-");

    public SmallDisk() => Run("mount", "-t", "tmpfs", "-o", $"size={Megabytes}m", "tmpfs", Path);

    public string Path => _folder.FullName;

    /// <summary>Leaves so many bytes and no more.</summary>
    public void Fill(long left)
    {
        Empty();
        var free = new DriveInfo(Path).AvailableFreeSpace;
        File.WriteAllBytes(Filling, new byte[free - left]);
    }

    public void Empty() => File.Delete(Filling);

    public void ReadOnly(bool isSo) => Run("mount", "-o", isSo ? "remount,ro" : "remount,rw", Path);

    public void Dispose()
    {
        Run("umount", "--lazy", Path);
        _folder.Delete();
    }

    private string Filling => System.IO.Path.Combine(Path, "filling");

    private static void Run(string program, params string[] arguments)
    {
        var (code, _, errors) = Tool.Run(program, [], arguments);
        Assert.True(code == 0, errors);
    }
}

/// <summary>A fact that mounts a disk; reports itself skipped where that is not allowed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DiskFactAttribute : FactAttribute
{
    public DiskFactAttribute() => Skip = IsAllowed ? null : "mounting a small disk needs root on Linux: run ./test as root, or in a container that may mount";

    private static bool IsAllowed { get; } = TryMount();

    private static bool TryMount()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return false;
        }

        var probe = Directory.CreateTempSubdirectory("comity-disk-");
        var mounted = Tool.Run("mount", [], "-t", "tmpfs", "-o", "size=1m", "tmpfs", probe.FullName).Code == 0;
        if (mounted)
        {
            Tool.Run("umount", [], probe.FullName);
        }

        probe.Delete();
        return mounted;
    }
}
