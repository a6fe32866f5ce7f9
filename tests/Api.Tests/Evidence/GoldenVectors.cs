using System.Text.Json;
using CanaryMesh.Api.Evidence;
using CanaryMesh.Api.Tests.Support;

namespace CanaryMesh.Api.Tests.Evidence;

/// <summary>What the reference implementation of the judge answers. Numbers agree to 1e-9, relative or absolute; null is infinity, or nothing.</summary>
internal static class GoldenVectors
{
    private const double Tolerance = 1e-9;

    private static readonly Lazy<JsonElement> Document = new(() =>
        JsonDocument.Parse(File.ReadAllText(Repository.Shared("reference/judge/vectors.json"))).RootElement);

    public static IEnumerable<string> Names => Vectors.Select(vector => vector.GetProperty("name").GetString()!);

    public static IEnumerable<JsonElement> Grids(string name) => Document.Value.GetProperty("grids").GetProperty(name).EnumerateArray();

    private static IEnumerable<JsonElement> Vectors => Document.Value.GetProperty("vectors").EnumerateArray();

    public static JsonElement Input(string name) => Named(name).GetProperty("input");

    public static JsonElement Output(string name) => Named(name).GetProperty("output");

    public static double?[] Numbers(this JsonElement list) => [.. list.EnumerateArray().Select(Number)];

    public static double?[][] Pairs(this JsonElement list) => [.. list.EnumerateArray().Select(Numbers)];

    public static double[] Values(this JsonElement list) => [.. list.EnumerateArray().Select(each => each.GetDouble())];

    public static double Of(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    public static StakeGrid Grid(this JsonElement input) => input.GetProperty("grid").GetString() is "SAFE" ? StakeGrid.Safe : StakeGrid.Harm;

    public static Margin Margin(this JsonElement input) => new(input.Of("r"), input.Of("d"));

    public static Stake Stake(this JsonElement input) =>
        input.GetProperty("restarts").GetBoolean() ? Api.Evidence.Stake.Half : Api.Evidence.Stake.Whole;

    public static void AssertAgree(IEnumerable<double?> expected, IEnumerable<double?> actual) =>
        Assert.Equal(expected, actual.Select(each => each is double.PositiveInfinity ? null : each), Agree);

    private static JsonElement Named(string name) => Vectors.Single(vector => vector.GetProperty("name").ValueEquals(name));

    private static bool Agree(double? expected, double? actual) =>
        expected is { } one && actual is { } other ? Math.Abs(one - other) <= Tolerance * Math.Max(1.0, Math.Abs(one)) : expected == actual;

    private static double? Number(JsonElement element) => element.ValueKind is JsonValueKind.Null ? null : element.GetDouble();
}
