using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Schemas;

namespace CanaryMesh.Cluster.Requests;

/// <summary>What becomes of unknown, doubled and mistyped fields.</summary>
internal static class FieldStrictness
{
    public static void Check(ResourceKind kind, JsonObject body, DecodeReport report, WriteOptions options, bool patched)
    {
        if (report.WrongType is { } wrong)
        {
            throw Refusal(kind, body, wrong, patched);
        }

        List<string> faults =
        [
            .. options.Duplicates.Select(d => $"duplicate field \"{d}\""),
            .. report.Unknown.Select(u => $"unknown field \"{u}\""),
        ];
        if (faults.Count == 0)
        {
            return;
        }

        if (options.FieldValidation == "Strict")
        {
            throw Refusal(kind, body, "strict decoding error: " + string.Join(", ", faults), patched);
        }

        if (options.FieldValidation == "Warn")
        {
            options.Warnings.AddRange(faults.Where(f => !options.Warnings.Contains(f)));
        }
    }

    private static ApiException Refusal(ResourceKind kind, JsonObject body, string why, bool patched)
    {
        if (!patched)
        {
            return Refusals.BadRequest($"{kind.Kind} in version \"{kind.Version}\" cannot be handled as a {kind.Kind}: {why}");
        }

        var faults = new FieldFaults();
        faults.Invalid("patch", JsonText.Write(body), why);
        return Refusals.Invalid(new ResourceKind("", "", "", ""), "", faults);
    }
}
