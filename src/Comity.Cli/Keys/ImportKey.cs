using System.CommandLine;
using Comity.Cli.Verbs;
using Comity.Node.Keys;
using Comity.Record.Signing;

namespace Comity.Cli.Keys;

/// <summary><c>comity keys import FILE</c>: takes a P-256 key from PEM or PKCS#12, as a node's key or as a root key.</summary>
internal static class ImportKey
{
    public static Command Command()
    {
        var file = new Argument<string>("file") { Description = "PEM (PKCS#8 or SEC 1, encrypted or not) or PKCS#12; one P-256 private key." };
        var data = new Option<string?>("--data") { Description = "Import a node's key: into this node's folder. It signs nothing until a roster names it." };
        var root = new Option<string?>("--root-out") { Description = "Import a root key: into this file, protected with a passphrase of its own." };
        var passphrase = new Option<string?>("--passphrase-file") { Description = $"A file whose first line opens FILE. Without it: {Passphrase.Variable}, or the terminal asks." };
        var newPassphrase = new Option<string?>("--new-passphrase-file") { Description = "A file whose first line will protect the root key; without it that of FILE." };
        var json = KeysVerb.Json();
        var command = new Command("import", "Import a P-256 key from PEM or PKCS#12") { file, data, root, passphrase, newPassphrase, json };
        command.SetAction((parsed, _) => KeysVerb.GuardedAsync(() => Task.FromResult(Run(
            parsed.GetValue(file)!, parsed.GetValue(data), parsed.GetValue(root), parsed.GetValue(passphrase), parsed.GetValue(newPassphrase), parsed.GetValue(json)))));
        return command;
    }

    private static int Run(string file, string? data, string? root, string? passphraseFile, string? newPassphraseFile, bool json)
    {
        if ((data is null) == (root is null))
        {
            return Complaint.Of(ExitCodes.Usage, $"expected either --data or --root-out, found {(data is null ? "neither" : "both")}", "comity keys import FILE --data FOLDER, or --root-out ROOT");
        }

        if (root is not null && Path.Exists(root))
        {
            return Complaint.Of(ExitCodes.Usage, $"{root}: expected no such file, found one; it was left as it is", "give another name");
        }

        var content = File.ReadAllBytes(file);
        var given = passphraseFile is not null ? Passphrase.Get(passphraseFile, "") : null;
        if (!KeyImport.TryRead(content, given, out var key, out var faults) && faults.Any(f => f.Code == KeyFaultCodes.PassphraseMissing))
        {
            given = Passphrase.Get(null, $"Passphrase of {file}: ");
            KeyImport.TryRead(content, given, out key, out faults);
        }

        if (key is null)
        {
            return Complaint.Of(ExitCodes.Usage, string.Join('\n', faults.Select(f => $"{file}: {f.Code}: {f.Message}")) + "\nnothing was imported", "one P-256 (prime256v1, secp256r1) private key; openssl pkcs12 -info, openssl pkey -text show what a file holds");
        }

        using (key)
        {
            return root is not null ? AsRoot(file, root, key, newPassphraseFile ?? passphraseFile, json) : AsNodeKey(file, data!, key, json);
        }
    }

    private static int AsRoot(string file, string root, SigningKey key, string? passphraseFile, bool json)
    {
        if (RootNew.NewPassphrase(passphraseFile) is not { } passphrase)
        {
            return ExitCodes.Usage;
        }

        RootKeyFile.Write(root, key, passphrase);
        KeyReport.Print(root, "root", key.Public.Thumbprint, json, $"Now destroy {file}, or keep it as you keep the root key.");
        return ExitCodes.Fine;
    }

    private static int AsNodeKey(string file, string data, SigningKey key, bool json)
    {
        if (!Directory.Exists(data))
        {
            return Complaint.Of(ExitCodes.Usage, $"{data}: expected a node's folder, found nothing there; nothing was imported", "demo.json names each node's folder under \"data\"");
        }

        new KeyFolder(data).Keep(key);
        KeyReport.Print(file, "node", key.Public.Thumbprint, json, "It signs nothing until a roster names it: comity keys request, then roster, then adopt.");
        return ExitCodes.Fine;
    }
}
