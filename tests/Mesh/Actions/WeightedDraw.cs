using System.Globalization;

namespace CanaryMesh.Mesh.Actions;

/// <summary>Who gets a request.</summary>
internal static class WeightedDraw
{
    /// <summary>By a number from 0 up to 1. Null where no target has any weight.</summary>
    public static WeightedTarget? Pick(IReadOnlyList<WeightedTarget> targets, double drawn)
    {
        var point = drawn * targets.Sum(target => (double)target.Weight);
        foreach (var target in targets.Where(target => target.Weight > 0))
        {
            if (point < target.Weight)
            {
                return target;
            }
            point -= target.Weight;
        }
        return null;
    }

    /// <summary>The weights on one line, as web-primary=80 web-canary=20.</summary>
    public static string Text(IEnumerable<WeightedTarget> targets) =>
        string.Join(' ', targets.Select(target => string.Create(CultureInfo.InvariantCulture, $"{Short(target.Destination)}={target.Weight}")));

    public static string Short(Destination destination) => destination.Host.Split('.')[0];
}
