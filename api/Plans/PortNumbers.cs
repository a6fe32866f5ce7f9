using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Api.Plans;

/// <summary>Hands out listener numbers: those of the previous plan first, never one that the app declares or that another port of the
/// previous plan still holds.</summary>
internal sealed class PortNumbers
{
    private readonly PortPlan? _previous;
    private readonly HashSet<int> _declared;
    private readonly HashSet<int> _taken;

    public PortNumbers(JsonObject template, PortPlan? previous)
    {
        _previous = previous;
        _declared = [.. Declared(template), Ports.Admin];
        _taken = [.. _declared, .. previous?.Ports.SelectMany(port => new[] { port.Split, port.Direct }) ?? []];
    }

    public (int Split, int Direct)? Next(PortTarget target)
    {
        var before = _previous?.Ports.FirstOrDefault(each => each.Container == target.Container && each.App == target.App);
        if (before is not null && !_declared.Contains(before.Split) && !_declared.Contains(before.Direct))
        {
            return (before.Split, before.Direct);
        }

        var split = Free(Ports.FirstSplit, Ports.FirstDirect);
        var direct = Free(Ports.FirstDirect, Ports.FirstDirect + (Ports.FirstDirect - Ports.FirstSplit));
        return split is null || direct is null ? null : (split.Value, direct.Value);
    }

    private int? Free(int first, int end)
    {
        for (var number = first; number < end; number++)
        {
            if (_taken.Add(number))
            {
                return number;
            }
        }

        return null;
    }

    private static IEnumerable<int> Declared(JsonObject template) =>
        from container in template.Objects("spec", "containers").Concat(template.Objects("spec", "initContainers"))
        from entry in container.Objects("ports")
        from number in new[] { entry.Number("containerPort"), entry.Number("hostPort") }
        where number is > 0
        select number.Value;
}
