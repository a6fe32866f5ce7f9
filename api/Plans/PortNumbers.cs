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

    /// <summary><paramref name="targeted"/>: numbers that Services send to, whether the template lists them or not.</summary>
    public PortNumbers(JsonObject template, IEnumerable<int> targeted, PortPlan? previous)
    {
        _previous = previous;
        var ours = previous?.Ports.SelectMany(port => new[] { port.Split, port.Direct }) ?? [];
        _declared = [.. DeclaredPorts.Of(template), .. targeted.Except(ours), Ports.Admin];
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
}
