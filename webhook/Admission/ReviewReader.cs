using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Admission;

/// <summary>Reads an AdmissionReview of version v1 from its bytes.</summary>
internal static class ReviewReader
{
    public static AdmissionRequest? Read(ReadOnlySpan<byte> body, out string fault)
    {
        try
        {
            return Read(JsonNode.Parse(body), out fault);
        }
        catch (JsonException exception)
        {
            fault = $"the body is not JSON: {exception.Message}";
            return null;
        }
        catch (ArgumentException)
        {
            fault = "the body repeats a member";
            return null;
        }
        catch (InvalidOperationException)
        {
            fault = "the body holds text that is no Unicode";
            return null;
        }
    }

    private static AdmissionRequest? Read(JsonNode? review, out string fault)
    {
        if (review.Text("apiVersion") != "admission.k8s.io/v1" || review.Text("kind") != "AdmissionReview")
        {
            fault = "the body is no AdmissionReview of admission.k8s.io/v1";
            return null;
        }

        var request = review.At("request");
        if (request.Text("uid") is not { Length: > 0 } uid)
        {
            fault = "the review has no request with a uid";
            return null;
        }

        var (thing, old) = (Whole(request.At("object")), Whole(request.At("oldObject")));
        var operation = request.Text("operation") ?? "";
        fault = Missing(operation, thing, old);
        return fault.Length > 0 ? null : new()
        {
            Uid = uid,
            Operation = operation,
            Namespace = request.Text("namespace") ?? "",
            Name = NameOf(request, thing),
            UserName = request.Text("userInfo", "username") ?? "",
            UserInfo = request.At("userInfo") as JsonObject ?? [],
            FieldManager = request.Text("options", "fieldManager") ?? "",
            DryRun = request.Flag("dryRun"),
            Object = thing,
            OldObject = old,
        };
    }

    // Passed over, the absence would be a pass: a review that cannot be judged is not one that needs nothing.
    private static string Missing(string operation, JsonObject? thing, JsonObject? old) => (operation, thing, old) switch
    {
        ("CREATE" or "UPDATE", null, _) => $"the review of a {operation} has no object",
        ("UPDATE", _, null) => "the review of an UPDATE has no oldObject",
        ("CREATE" or "UPDATE" or "DELETE" or "CONNECT", _, _) => "",
        _ => "the review's operation is none of CREATE, UPDATE, DELETE and CONNECT",
    };

    // Pods of a ReplicaSet have no name yet.
    private static string NameOf(JsonNode? request, JsonObject? thing) =>
        request.Text("name") is { Length: > 0 } name ? name
        : thing.Text("metadata", "generateName") is { Length: > 0 } prefix ? prefix + "*"
        : "";

    // Who owns which field is large and decides nothing here.
    private static JsonObject? Whole(JsonNode? node)
    {
        if (node is not JsonObject thing)
        {
            return null;
        }

        (thing["metadata"] as JsonObject)?.Remove("managedFields");
        Touch(thing);
        return thing;
    }

    // A member given twice or text that is none shows itself only when it is first read: better here, where the answer is 400.
    private static void Touch(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var pair in map)
                {
                    Touch(pair.Value);
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Touch(item);
                }

                break;
            default:
                _ = node.Text();
                break;
        }
    }
}
