using System.Text.Json;
using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Bench.Judge.Golden;

/// <summary>Reads what a golden vector gives to a function.</summary>
internal static class VectorInput
{
    public static double[] Numbers(this JsonElement list) => [.. list.EnumerateArray().Select(each => each.GetDouble())];

    public static long[] Counts(this JsonElement list) => [.. list.EnumerateArray().Select(each => each.GetInt64())];

    public static IEnumerable<JsonElement> List(this JsonElement input, string name) => input.GetProperty(name).EnumerateArray();

    public static double Number(this JsonElement input, string name) => input.GetProperty(name).GetDouble();

    public static StakeGrid Grid(this JsonElement input) => input.GetProperty("grid").ValueEquals("SAFE") ? StakeGrid.Safe : StakeGrid.Harm;

    public static Margin Margin(this JsonElement input) => new(input.Number("r"), input.Number("d"));

    public static Stake Stake(this JsonElement input) => input.GetProperty("restarts").GetBoolean() ? Api.Evidence.Stake.Half : Api.Evidence.Stake.Whole;

    /// <summary>All numbers however deep; null is infinity, or nothing.</summary>
    public static IEnumerable<double> Flat(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Flat),
        JsonValueKind.Null => [double.PositiveInfinity],
        _ => [value.GetDouble()],
    };
}
