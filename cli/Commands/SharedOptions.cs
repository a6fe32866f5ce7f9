using System.CommandLine;
using CanaryMesh.Cli.Kubernetes;

namespace CanaryMesh.Cli.Commands;

/// <summary>Options of every command, named as kubectl names them.</summary>
internal sealed class SharedOptions
{
    private readonly Option<string?> _namespace = new("--namespace", "-n")
    {
        Description = "Namespace; that of the context if absent.", Recursive = true,
    };

    private readonly Option<string?> _kubeconfig = new("--kubeconfig")
    {
        Description = "Kubeconfig file; KUBECONFIG or the home folder's if absent.", Recursive = true,
    };

    private readonly Option<string?> _context = new("--context")
    {
        Description = "Context of the kubeconfig; the current one if absent.", Recursive = true,
    };

    internal SharedOptions() => Output.AcceptOnlyFromAmong("text", "json");

    internal Option<string> Output { get; } = new("--output", "-o")
    {
        Description = "text or json.", DefaultValueFactory = _ => "text", Recursive = true,
    };

    internal static Argument<string?> Name()
    {
        var name = new Argument<string?>("NAME") { Description = "Name of the Canary.", Arity = ArgumentArity.ZeroOrOne };
        // A mistyped option would otherwise be taken for a name.
        name.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } token)
            {
                result.AddError($"unknown option {token.Value}");
            }
        });
        return name;
    }

    internal void AddTo(RootCommand root)
    {
        root.Add(_namespace);
        root.Add(_kubeconfig);
        root.Add(_context);
        root.Add(Output);
    }

    internal bool WantsJson(ParseResult parsed) => parsed.GetValue(Output) is "json";

    internal Answer<ClusterConnection> Connect(ParseResult parsed) =>
        ClusterConnection.Open(parsed.GetValue(_kubeconfig), parsed.GetValue(_context), parsed.GetValue(_namespace));
}
