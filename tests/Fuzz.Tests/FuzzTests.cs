using System.Text.Json.Nodes;

namespace CanaryMesh.Fuzz.Tests;

public sealed class FuzzTests
{
    private const int Inputs = 600;

    public static TheoryData<string> Targets => [.. FuzzProgram.Targets().Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void SeededInputs_OfEachTarget_FindNothing(string name) =>
        Assert.Equal("", string.Join('\n', new FuzzRun(FuzzProgram.Targets().Single(each => each.Name == name), 20260301).Run(Inputs)));

    [Theory]
    [InlineData("""[{"op":"replace","path":"/a/b","value":1}]""")]
    [InlineData("""[{"op":"remove","path":"/b"}]""")]
    [InlineData("""[{"op":"add","path":"/list/3","value":1}]""")]
    [InlineData("""[{"op":"test","path":"/a","value":1}]""")]
    [InlineData("""[{"op":"add","path":"/none/b","value":1}]""")]
    public void Patch_ThatDoesNotApply_IsAFinding(string patch) =>
        Assert.Throws<FuzzFinding>(() => PatchApplier.Apply((JsonObject)JsonNode.Parse("""{"a":{},"list":[1]}""")!, (JsonArray)JsonNode.Parse(patch)!));

    [Fact]
    public void Target_ThatThrows_IsFoundWithTheNumberOfItsInput()
    {
        var found = new FuzzRun(new Fragile(), 7).Run(100, most: 2);

        Assert.Equal(2, found.Count);
        Assert.StartsWith("fragile input ", found[0], StringComparison.Ordinal);
        var number = int.Parse(found[0].Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(found[0], new FuzzRun(new Fragile(), 7).One(number));
    }

    private sealed class Fragile : IFuzzTarget
    {
        public string Name => "fragile";

        public void Try(Random random) => FuzzFinding.Unless(random.Next(4) > 0, "fell over");
    }
}
