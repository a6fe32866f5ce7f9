using System.Text.Json;
using CanaryMesh.Bench.Judge.Goals;

namespace CanaryMesh.Bench.Judge.Golden;

/// <summary>The reference's answers beside the product's.</summary>
internal static class GoldenVectors
{
    private const double Tolerance = 1e-9;

    public static Goal Goal(string? path)
    {
        if (path is null || !File.Exists(path))
        {
            return new(19, "golden vectors", "all, to 1e-9", "not found", Met: false);
        }

        using var document = JsonDocument.Parse(File.ReadAllText(path));
        var vectors = document.RootElement.GetProperty("vectors").EnumerateArray().ToArray();
        var apart = vectors.Select(Apart).ToArray();
        return new(
            19, "golden vectors", "all, to 1e-9",
            FormattableString.Invariant($"{apart.Count(each => each <= Tolerance)} of {apart.Length}, at most {apart.Max():0.#E+0} apart"),
            apart.Length > 0 && apart.All(each => each <= Tolerance));
    }

    /// <summary>The largest difference, relative or absolute; infinite if an answer is missing.</summary>
    private static double Apart(JsonElement vector)
    {
        var expected = vector.GetProperty("output").Flat().ToArray();
        var actual = VectorFunctions.Answer(vector.GetProperty("function").GetString()!, vector.GetProperty("input")).ToArray();
        return expected.Length == actual.Length ? expected.Zip(actual, Apart).Max() : double.PositiveInfinity;
    }

    private static double Apart(double expected, double actual)
    {
        var apart = expected.Equals(actual) ? 0 : Math.Abs(expected - actual) / Math.Max(1, Math.Max(Math.Abs(expected), Math.Abs(actual)));
        return double.IsNaN(apart) ? double.PositiveInfinity : apart;
    }
}
