using System.Buffers;
using System.Text.Json;

namespace CanaryMesh.Webhook.Admission;

/// <summary>Writes the answering AdmissionReview.</summary>
internal static class ReviewWriter
{
    public static byte[] Write(string entry, AdmissionRequest request, AdmissionAnswer answer)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("apiVersion", "admission.k8s.io/v1");
            writer.WriteString("kind", "AdmissionReview");
            writer.WriteStartObject("response");
            writer.WriteString("uid", request.Uid);
            writer.WriteBoolean("allowed", answer is Allowed);
            WriteVerdict(writer, request, answer);
            WriteWarnings(writer, answer.Warnings);
            writer.WriteStartObject("auditAnnotations");
            writer.WriteString("decision", answer.Decision);
            writer.WriteString("reason", answer.Reason);
            writer.WriteString("entry", entry);
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteVerdict(Utf8JsonWriter writer, AdmissionRequest request, AdmissionAnswer answer)
    {
        if (answer is Denied denied)
        {
            writer.WriteStartObject("status");
            writer.WriteNumber("code", denied.Code);
            writer.WriteString("reason", denied.StatusReason);
            writer.WriteString("message", denied.Message);
            writer.WriteEndObject();
        }
        else if (answer is Allowed { Desired: { } desired } && JsonDifference.Between(request.Object!, desired) is { Count: > 0 } operations)
        {
            writer.WriteString("patchType", "JSONPatch");
            writer.WriteBase64String("patch", Patch(operations));
        }
    }

    private static ReadOnlySpan<byte> Patch(IReadOnlyList<PatchOperation> operations)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var operation in operations)
            {
                writer.WriteStartObject();
                writer.WriteString("op", operation.Op);
                writer.WriteString("path", operation.Path);
                if (operation.Op != "remove")
                {
                    writer.WritePropertyName("value");
                    WriteValue(writer, operation);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteValue(Utf8JsonWriter writer, PatchOperation operation)
    {
        if (operation.Value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            operation.Value.WriteTo(writer);
        }
    }

    private static void WriteWarnings(Utf8JsonWriter writer, IReadOnlyList<string> warnings)
    {
        if (warnings.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("warnings");
        foreach (var warning in warnings)
        {
            writer.WriteStringValue(warning);
        }

        writer.WriteEndArray();
    }
}
