using System.Runtime.InteropServices;

namespace Comity.Node.Guard;

/// <summary>The guard on disk: read once, then replaced whole at each commit, durable before <see cref="Write"/> returns.</summary>
/// <remarks>One writer. Whatever the machine does, a reader finds the old file or the new one.</remarks>
/// <param name="faults">For tests.</param>
public sealed class GuardFile(string path, IGuardFaults? faults = null)
{
    private bool _damaged;

    public string Path { get; } = path;

    /// <returns>Null when there is none, or it is damaged: <paramref name="found"/> says which, in words.</returns>
    /// <exception cref="IOException">It is there and cannot be read.</exception>
    public GuardContent? TryRead(out string found)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(Path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            found = "no file";
            return null;
        }

        var content = GuardContent.TryRead(bytes);
        _damaged = content is null;
        found = content is null ? $"{bytes.Length} bytes that are no guard" : $"{content.Marks.Count} channels";
        return content;
    }

    /// <summary>Keeps what is there under another name when the next one is written: it says something of another forum or member.</summary>
    public void Distrust() => _damaged = true;

    /// <exception cref="IOException">The disk failed; the file is the old one or the new one.</exception>
    /// <exception cref="UnauthorizedAccessException">File or folder cannot be written.</exception>
    public void Write(GuardContent content)
    {
        faults?.At(GuardPoint.BeforeFile);
        if (_damaged)
        {
            File.Move(Path, Path + ".damaged", overwrite: true);
            _damaged = false;
        }

        var unfinished = Path + ".new";
        using (var file = File.OpenHandle(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            RandomAccess.Write(file, content.Write(), 0);
            RandomAccess.FlushToDisk(file);
        }

        faults?.At(GuardPoint.BeforeRename);
        File.Move(unfinished, Path, overwrite: true);
        faults?.At(GuardPoint.BeforeFolder);
        SyncFolder(System.IO.Path.GetDirectoryName(Path)!);
        faults?.At(GuardPoint.BeforeRelease);
    }

    // A rename is durable when its folder is. .NET opens no folders; Windows needs none.
    private static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        const int ReadOnly = 0;
        var descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
        {
            throw new IOException($"{folder}: expected to open the folder, found error {Marshal.GetLastPInvokeError()}");
        }

        try
        {
            if (Fsync(descriptor) != 0)
            {
                throw new IOException($"{folder}: expected to synchronise the folder, found error {Marshal.GetLastPInvokeError()}");
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fsync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
