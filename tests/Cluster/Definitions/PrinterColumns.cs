using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Tables;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>The columns a definition asks for.</summary>
internal static class PrinterColumns
{
    public static IReadOnlyList<TableColumn> Of(JsonObject version)
    {
        List<TableColumn> columns = [.. version.Objects("additionalPrinterColumns").Select(One)];
        return columns.Count > 0 ? columns : [TableColumns.Age];
    }

    private static TableColumn One(JsonObject column)
    {
        var type = column.Text("type") ?? "string";
        var path = column.Text("jsonPath") ?? "";
        return new TableColumn(
            column.Text("name") ?? "",
            type,
            column.Text("format") ?? "",
            column.Text("description") ?? $"Custom resource definition column (in JSONPath format): {path}",
            (int)(column.Number("priority") ?? 0),
            (o, now) => Cell(o, path, type, now));
    }

    private static JsonNode? Cell(JsonObject o, string path, string type, DateTimeOffset now)
    {
        var value = JsonPath.Find(o, path).FirstOrDefault();
        return (value, type) switch
        {
            (null, _) => null,
            (_, "date") => Ages.Since(value.Text(), now),
            (_, "integer") => value.Number() is { } n ? JsonValue.Create(n) : null,
            (_, "number" or "boolean") => value.CopyNode(),
            (JsonValue, _) => value.Text() ?? value.ToJsonString(),
            _ => value.ToJsonString(),
        };
    }
}
