using System.Text.Json;
using CanaryMesh.Mesh.Reading;
using CanaryMesh.Mesh.Requests;

namespace CanaryMesh.Mesh.Istio;

/// <summary>Istio's StringMatch.</summary>
internal static class IstioText
{
    /// <summary>Null for an empty one, which asks that something be there, whatever it is.</summary>
    public static TextMatch? Read(JsonElement item, bool ignoresCase = false)
    {
        var members = item.Members().ToList();
        return members switch
        {
            [] => null,
            [{ Name: "exact" }] => new TextMatch(TextMatchKind.Exact, item.Text("exact")!) { IgnoresCase = ignoresCase },
            [{ Name: "prefix" }] => new TextMatch(TextMatchKind.Prefix, item.Text("prefix")!) { IgnoresCase = ignoresCase },
            [{ Name: "regex" }] => new TextMatch(TextMatchKind.Regex, item.Text("regex")!),
            _ => throw new BadObjectException($"a condition is one of exact, prefix and regex, not {string.Join(", ", members.Select(each => each.Name))}"),
        };
    }
}
