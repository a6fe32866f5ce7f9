using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>The faults of one value, and how many checks it came through: the alternative that came furthest is the one reported.</summary>
internal sealed class SchemaOutcome
{
    private readonly List<FieldFault> faults = [];

    public IReadOnlyList<FieldFault> Faults => faults;

    public int Matches { get; private set; }

    public bool Valid => faults.Count == 0;

    public void Passed() => Matches++;

    public void Merge(SchemaOutcome other)
    {
        Matches += other.Matches;
        foreach (var fault in other.Faults)
        {
            Add(fault);
        }
    }

    public void Fail(string reason, string field, string message) => Add(new FieldFault(reason, field, message));

    public void Invalid(string field, JsonNode? value, string detail) =>
        Fail("FieldValueInvalid", field, $"Invalid value: {Json.JsonText.Write(value)}: {detail}");

    /// <summary>A fault of a whole combination of schemas has no field.</summary>
    public void Combination(string detail) => Fail("FieldValueInvalid", "<nil>", $"Invalid value: \"\": {detail}");

    public void WrongType(string path, string seen, IEnumerable<string> wanted) =>
        Fail("FieldValueTypeInvalid", path, $"Invalid value: \"{seen}\": {path} in body must be of type {string.Join(',', wanted)}: \"{seen}\"");

    private void Add(FieldFault fault)
    {
        if (!faults.Contains(fault))
        {
            faults.Add(fault);
        }
    }
}
