using System.Runtime.InteropServices;

namespace Comity.Store;

/// <summary>Puts a finished file in its place so that after a crash there is the whole file or what was there before.</summary>
public static class DurableFile
{
    /// <summary>Makes an empty file that only its owner can read, under a name of its own beside the one it is meant for.</summary>
    /// <returns>The temporary name; the caller deletes it unless it is placed.</returns>
    /// <exception cref="IOException">The folder is missing or cannot be written.</exception>
    public static string Begin(string path)
    {
        var temporary = $"{path}.{Environment.ProcessId}.part";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        File.Delete(temporary);
        new FileStream(temporary, options).Dispose();
        return temporary;
    }

    /// <summary>Synchronises the file and gives it its name, durable on return.</summary>
    /// <param name="overwrite">Whether a file of that name gives way.</param>
    /// <exception cref="IOException">The disk failed, or the name is taken; the temporary file is still there.</exception>
    public static void Place(string temporary, string path, bool overwrite)
    {
        using (var file = new FileStream(temporary, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite);
        if (!OperatingSystem.IsWindows())
        {
            SynchroniseFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
    }

    // The name lies in the folder, which has to reach the disk too; .NET opens no folders.
    private static void SynchroniseFolder(string folder)
    {
        var handle = Open(folder, 0);
        if (handle < 0)
        {
            return;     // A folder that may be written but not read: the file itself is on the disk.
        }

        try
        {
            if (Synchronise(handle) != 0)
            {
                throw new IOException($"{folder}: expected the folder to be synchronised, found error {Marshal.GetLastPInvokeError()}; the file in it is whole");
            }
        }
        finally
        {
            _ = Close(handle);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Synchronise(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int handle);
}
