using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Requests;
using CanaryMesh.Cluster.Storage;

namespace CanaryMesh.Cluster.Admission.InTree;

/// <summary>Gives pods their account and mounts its token.</summary>
internal static class ServiceAccountAdmission
{
    private const string TokenPath = "/var/run/secrets/kubernetes.io/serviceaccount";
    private const string Letters = "bcdfghjklmnpqrstvwxz2456789";

    public static void Apply(ObjectStore store, ResourceRequest request, JsonObject pod)
    {
        var spec = pod.Ensure("spec");
        if (spec.Text("serviceAccountName") is not { Length: > 0 } name)
        {
            name = "default";
            spec["serviceAccountName"] = name;
        }

        spec["serviceAccount"] = name;
        var account = store.Get(new GroupResource("", "serviceaccounts"), request.Namespace, name)
            ?? throw Refusals.Forbidden(request.Kind, pod.Name(), $"error looking up service account {request.Namespace}/{name}: serviceaccount \"{name}\" not found");
        if (spec.Flag("automountServiceAccountToken") ?? account.Flag("automountServiceAccountToken") ?? true)
        {
            Mount(spec);
        }

        if (spec.Array("imagePullSecrets") is not { Count: > 0 } && account.Array("imagePullSecrets") is { Count: > 0 } secrets)
        {
            spec["imagePullSecrets"] = secrets.CopyNode();
        }
    }

    private static void Mount(JsonObject spec)
    {
        List<JsonObject> without = [.. spec.Objects("initContainers").Concat(spec.Objects("containers")).Where(c => !c.Objects("volumeMounts").Any(m => m.Text("mountPath") == TokenPath))];
        if (without.Count == 0)
        {
            return;
        }

        var existing = spec.Objects("volumes").FirstOrDefault(v => v.Text("name")?.StartsWith("kube-api-access-", StringComparison.Ordinal) == true);
        var name = existing?.Text("name") ?? "kube-api-access-" + RandomNumberGenerator.GetString(Letters, 5);
        foreach (var container in without)
        {
            Append(container, "volumeMounts", new JsonObject { ["name"] = name, ["readOnly"] = true, ["mountPath"] = TokenPath });
        }

        if (existing is null)
        {
            Append(spec, "volumes", Volume(name));
        }
    }

    private static void Append(JsonObject owner, string field, JsonObject item)
    {
        if (owner[field] is not JsonArray list)
        {
            list = [];
            owner[field] = list;
        }

        list.Add(item);
    }

    private static JsonObject Volume(string name) => new()
    {
        ["name"] = name,
        ["projected"] = new JsonObject
        {
            ["sources"] = new JsonArray(
                new JsonObject { ["serviceAccountToken"] = new JsonObject { ["expirationSeconds"] = 3607, ["path"] = "token" } },
                new JsonObject { ["configMap"] = new JsonObject { ["name"] = "kube-root-ca.crt", ["items"] = new JsonArray(new JsonObject { ["key"] = "ca.crt", ["path"] = "ca.crt" }) } },
                new JsonObject
                {
                    ["downwardAPI"] = new JsonObject
                    {
                        ["items"] = new JsonArray(new JsonObject
                        {
                            ["path"] = "namespace",
                            ["fieldRef"] = new JsonObject { ["apiVersion"] = "v1", ["fieldPath"] = "metadata.namespace" },
                        }),
                    },
                }),
            ["defaultMode"] = 420,
        },
    };
}
