using Comity.Store;

namespace Comity.Node.Setup;

/// <summary>The files of one member beside its config file, and how they are written: whole, durable, readable by their owner only.</summary>
public static class House
{
    public const string RootKeyName = "root.key";
    public const string NodeKeyName = "node.key";
    public const string RosterName = "roster.jws";
    public const string ForumName = "forum.founding";

    /// <summary>The convener's folder: the terms, each member's invitation and its reply.</summary>
    public const string FoundingFolder = "founding";

    /// <summary>What this member was sent and what it answered.</summary>
    public const string InvitationName = "mine.invitation";
    public const string ReplyName = "mine.reply";

    /// <summary>Writes a file whole or not at all, durable on return, mode 0600.</summary>
    /// <param name="overwrite">Whether what is there gives way.</param>
    /// <exception cref="IOException">The disk failed, or the name is taken.</exception>
    public static void Write(string path, string text, bool overwrite = false)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var part = DurableFile.Begin(path);
        try
        {
            File.WriteAllText(part, text);
            DurableFile.Place(part, path, overwrite);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Writes a file to hand on: the same again is fine, another file of that name is not replaced.</summary>
    /// <exception cref="IOException">Another file is there, or the disk failed.</exception>
    public static void HandOut(string path, string text)
    {
        if (Path.Exists(path))
        {
            if (!File.Exists(path) || File.ReadAllText(path) != text)
            {
                throw new IOException($"{path}: expected no such file, found another; it was left as it is");
            }

            return;
        }

        Write(path, text);
    }
}
