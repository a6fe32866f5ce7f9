using k8s.Models;

namespace CanaryMesh.Cluster.Node;

/// <summary>What a container runs: its command and args replace the image's ENTRYPOINT and CMD.</summary>
internal static class ContainerCommand
{
    /// <summary>Empty means that nothing is run.</summary>
    public static IReadOnlyList<string> Resolve(
        V1Container container, ImageRule rule, IReadOnlyDictionary<string, string> environment, Func<string, string> fill)
    {
        if (rule.IsIdle)
        {
            return [];
        }

        string[] command = [.. Expanded(container.Command, environment)];
        string[] arguments = [.. Expanded(container.Args, environment)];
        if (command.Length == 0)
        {
            return [.. rule.Entrypoint.Select(fill), .. arguments.Length > 0 ? arguments : rule.Cmd.Select(fill)];
        }

        IEnumerable<string> program = rule.Commands.TryGetValue(command[0], out var meant) ? meant.Select(fill) : [command[0]];
        return [.. program, .. command[1..], .. arguments];
    }

    private static IEnumerable<string> Expanded(IList<string>? parts, IReadOnlyDictionary<string, string> environment) =>
        (parts ?? []).Select(part => VariableExpansion.Expand(part, environment));
}
