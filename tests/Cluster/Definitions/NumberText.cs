using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>Numbers out of JSON.</summary>
internal static class NumberText
{
    public static double? Real(this JsonNode? node)
    {
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.Number)
        {
            return null;
        }

        return value.TryGetValue<double>(out var real) ? real : double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
    }

    public static bool Whole(this JsonNode? node) => node.Real() is { } real && Math.Floor(real) == real;

    public static string Short(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
