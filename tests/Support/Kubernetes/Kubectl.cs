using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Support.Processes;

namespace CanaryMesh.Support.Kubernetes;

/// <summary>kubectl against one cluster: the only way in which the demo and the end-to-end tests touch it.</summary>
public sealed class Kubectl
{
    private readonly Dictionary<string, string> _environment;
    private readonly string[] _inNamespace = [];
    private readonly string _program = Repository.Tool("kubectl");

    // A home of its own keeps discovery caches of other clusters, and the user's settings, out.
    public Kubectl(string kubeconfig, string home)
    {
        Directory.CreateDirectory(home);
        _environment = new() { ["KUBECONFIG"] = kubeconfig, ["HOME"] = home, ["KUBECTL_KUBERC"] = "false" };
    }

    private Kubectl(Kubectl all, string @namespace) => (_environment, Namespace, _inNamespace) = (all._environment, @namespace, ["--namespace", @namespace]);

    /// <summary>What a call means that names no namespace; null for the kubeconfig's.</summary>
    public string? Namespace { get; }

    /// <summary>The same cluster, where a call that names no namespace means this one.</summary>
    public Kubectl In(string @namespace) => new(this, @namespace);

    public Task<CommandResult> TryAsync(CancellationToken cancel, params string[] arguments) =>
        Command.RunAsync(_program, [.. _inNamespace, .. arguments], _environment, null, cancel);

    /// <summary>Asked again, at most twice, where admission did not answer in its five seconds: nothing was written then, and a node that stands
    /// still for so long is the machine's doing.</summary>
    public Task<string> RunAsync(CancellationToken cancel, params string[] arguments) => InTimeAsync(() => TryAsync(cancel, arguments));

    /// <summary>Asked again as <see cref="RunAsync"/> does.</summary>
    public Task<string> ApplyAsync(string manifest, CancellationToken cancel, params string[] more) =>
        InTimeAsync(() => Command.RunAsync(_program, [.. _inNamespace, "apply", "-f", "-", .. more], _environment, manifest, cancel));

    public async Task<JsonObject> GetAsync(CancellationToken cancel, params string[] arguments) =>
        JsonNode.Parse(await RunAsync(cancel, ["get", "-o", "json", .. arguments]))!.AsObject();

    private static async Task<string> InTimeAsync(Func<Task<CommandResult>> ask)
    {
        var result = await ask();
        for (var again = 0; again < 2 && IsOverdue(result); again++)
        {
            result = await ask();
        }
        return result.EnsureSuccess().Output;
    }

    private static bool IsOverdue(CommandResult result) =>
        result.Errors.Contains("failed calling webhook", StringComparison.Ordinal) && result.Errors.Contains("context deadline exceeded", StringComparison.Ordinal);

    /// <summary>The object now and after every change, until cancelled or until kubectl ends.</summary>
    public async IAsyncEnumerable<JsonObject> WatchAsync(string[] arguments, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var process = Command.Start(_program, [.. _inNamespace, "get", "-o", "json", "--watch", .. arguments], _environment);
        await using var stop = cancel.Register(() => Command.End(process));
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            var document = new StringBuilder();
            while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
            {
                document.AppendLine(line);
                // kubectl indents all but the braces around an object; an event is one line.
                if (line == "}" || line.StartsWith("{\"", StringComparison.Ordinal))
                {
                    // Ended in the midst of a line, as it is when nobody listens any more.
                    if (Read(document.ToString()) is not { } seen)
                    {
                        if (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is not null)
                        {
                            throw new InvalidDataException($"kubectl wrote what is no object: {document}");
                        }

                        break;
                    }

                    yield return seen;
                    document.Clear();
                }
            }
        }
        finally
        {
            Command.End(process);
            await errors;
        }
    }

    private static JsonObject? Read(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
