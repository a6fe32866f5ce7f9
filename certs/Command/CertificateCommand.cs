using System.Text.RegularExpressions;
using CanaryMesh.Certs.CertManager;

namespace CanaryMesh.Certs.Command;

/// <summary>Renders what cert-manager is to keep, reads manifests back, and judges a pair in a folder.</summary>
internal static partial class CertificateCommand
{
    public const string Usage = """
        usage: canarymesh-certs render [NAMESPACE]      Issuers and Certificates for cert-manager, as YAML
               canarymesh-certs check [FILE]            faults in manifests (default: standard input)
               canarymesh-certs pair FOLDER NAME        whether tls.crt, tls.key and ca.crt serve that DNS name now

        """;

    private const string Namespace = "canarymesh-system";

    /// <summary>0: well; 1: faults were found; 2: asked wrongly.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextReader input, TextWriter output, TextWriter errors) => arguments switch
    {
        ["render"] => await RenderAsync(Namespace, output, errors),
        ["render", var given] => await RenderAsync(given, output, errors),
        ["check"] or ["check", "-"] => await TellAsync(CertManagerFaults.Of(await input.ReadToEndAsync()), "the manifests give every process a certificate", output, errors),
        ["check", var file] => await CheckAsync(file, output, errors),
        ["pair", var folder, var name] => await PairAsync(folder, name, output, errors),
        _ => await WrongAsync(errors),
    };

    private static async Task<int> RenderAsync(string @namespace, TextWriter output, TextWriter errors)
    {
        if (!NamespaceName().IsMatch(@namespace))
        {
            await errors.WriteLineAsync($"{@namespace} is no name of a namespace");
            return 2;
        }

        await output.WriteAsync(CertManagerObjects.Render(@namespace));
        return 0;
    }

    private static async Task<int> CheckAsync(string file, TextWriter output, TextWriter errors)
    {
        if (!File.Exists(file))
        {
            await errors.WriteLineAsync($"there is no file {file}");
            return 2;
        }

        return await TellAsync(CertManagerFaults.Of(await File.ReadAllTextAsync(file)), "the manifests give every process a certificate", output, errors);
    }

    private static async Task<int> PairAsync(string folder, string name, TextWriter output, TextWriter errors)
    {
        var look = await new MountedPair(folder, name, TimeProvider.System).LookAsync(null, CancellationToken.None);
        return await TellAsync(look.Fault is null ? [] : [look.Fault], $"the pair serves {name} until {look.Certificate?.Leaf.NotAfter.ToUniversalTime():u}", output, errors);
    }

    private static async Task<int> TellAsync(IReadOnlyList<string> faults, string well, TextWriter output, TextWriter errors)
    {
        if (faults.Count == 0)
        {
            await output.WriteLineAsync(well);
            return 0;
        }

        foreach (var fault in faults)
        {
            await errors.WriteLineAsync(fault);
        }

        return 1;
    }

    private static async Task<int> WrongAsync(TextWriter errors)
    {
        await errors.WriteAsync(Usage);
        return 2;
    }

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$")]
    private static partial Regex NamespaceName();
}
