using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Ownership;

/// <summary>Refuses an apply that changes what another manager owns.</summary>
internal static class ApplyConflicts
{
    public static void Check(Managers managers, ManagerKey self, IReadOnlySet<string> written, bool force)
    {
        if (force)
        {
            return;
        }

        List<(ManagerKey Key, List<string> Fields)> conflicts =
        [
            .. managers.Keys.Where(k => k != self)
                .Select(k => (k, managers[k].Where(written.Contains).Select(FieldPaths.Words).Order(StringComparer.Ordinal).ToList()))
                .Where(c => c.Item2.Count > 0)
                .OrderBy(c => c.k.Words, StringComparer.Ordinal),
        ];
        if (conflicts.Count == 0)
        {
            return;
        }

        var count = conflicts.Sum(c => c.Fields.Count);
        var causes = conflicts.SelectMany(c => c.Fields.Select(f => new JsonObject { ["reason"] = "FieldManagerConflict", ["message"] = $"conflict with {c.Key.Words}", ["field"] = f }));
        var text = count == 1
            ? $"conflict with {conflicts[0].Key.Words}: {conflicts[0].Fields[0]}"
            : string.Join('\n', conflicts.Select(c => $"conflicts with {c.Key.Words}:\n{string.Join('\n', c.Fields.Select(f => "- " + f))}"));
        throw new ApiException(409, "Conflict", $"Apply failed with {count} conflict{(count == 1 ? "" : "s")}: {text}", new JsonObject { ["causes"] = new JsonArray([.. causes]) });
    }
}
