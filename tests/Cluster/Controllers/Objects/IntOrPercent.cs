using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Objects;

/// <summary>A number of pods, said outright or as a share of a total.</summary>
internal readonly record struct IntOrPercent(int Value, bool IsPercent)
{
    public static IntOrPercent? Parse(JsonNode? node)
    {
        if (node.Number() is { } number)
        {
            return new IntOrPercent((int)number, false);
        }

        return node.Text() is [.. var digits, '%'] && int.TryParse(digits, NumberStyles.Integer, CultureInfo.InvariantCulture, out var percent)
            ? new IntOrPercent(percent, true)
            : null;
    }

    public int Of(int total, bool roundUp)
    {
        if (!IsPercent)
        {
            return Value;
        }

        var exact = (long)Value * total;
        return (int)(roundUp ? (exact + 99) / 100 : exact / 100);
    }
}
