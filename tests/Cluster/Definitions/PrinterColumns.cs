using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Tables;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>additionalPrinterColumns.</summary>
internal static class PrinterColumns
{
    private const string Created = ".metadata.creationTimestamp";

    public static IReadOnlyList<TableColumn> Of(JsonObject version)
    {
        List<TableColumn> own = [.. version.Objects("additionalPrinterColumns").Select(Column)];
        return own.Count > 0 ? own : [Column("Age", "date", "", Description(Created), 0, Created)];
    }

    private static TableColumn Column(JsonObject column)
    {
        var path = column.Text("jsonPath") ?? "";
        var described = column.Text("description") is { Length: > 0 } text ? text : Description(path);
        return Column(column.Text("name") ?? "", column.Text("type") ?? "", column.Text("format") ?? "", described, (int)(column.Number("priority") ?? 0), path);
    }

    private static TableColumn Column(string name, string type, string format, string description, int priority, string path)
    {
        var parsed = JsonPath.Parse(path);
        return new TableColumn(name, type, format, description, priority, (o, now) => Cell(type, parsed.First(o), now));
    }

    private static string Description(string path) => $"Custom resource definition column (in JSONPath format): {path}";

    private static JsonNode? Cell(string type, JsonNode? value, DateTimeOffset now)
    {
        if (value is null)
        {
            return null;
        }

        return (type, value.GetValueKind()) switch
        {
            ("string", JsonValueKind.String) => value.Text(),
            ("string", _) => JsonText.Write(value),
            ("integer", JsonValueKind.Number) => value.Number(),
            ("number", JsonValueKind.Number) => value.CopyNode(),
            ("boolean", JsonValueKind.True or JsonValueKind.False) => value.CopyNode(),
            ("date", JsonValueKind.String) => Ages.Since(value.Text(), now) is "<unknown>" ? "<invalid>" : Ages.Since(value.Text(), now),
            _ => null,
        };
    }
}
