using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;

namespace CanaryMesh.Webhook.Injection;

/// <summary>The proxy's volumes: its own token and the CA, and a writable folder.</summary>
internal static class ProxyVolumes
{
    public const string Credentials = "canarymesh-credentials";
    public const string Scratch = "canarymesh-tmp";
    private const int TokenSeconds = 3600;

    // The CA is optional, so that a missing ConfigMap never keeps a pod from starting; the environment carries a bundle as the floor.
    public static JsonObject CredentialsVolume() => new()
    {
        ["name"] = Credentials,
        ["projected"] = new JsonObject
        {
            ["defaultMode"] = 420,
            ["sources"] = new JsonArray(
                new JsonObject
                {
                    ["serviceAccountToken"] = new JsonObject
                    {
                        ["audience"] = Installation.ControlAudience,
                        ["expirationSeconds"] = TokenSeconds,
                        ["path"] = "token",
                    },
                },
                new JsonObject
                {
                    ["configMap"] = new JsonObject
                    {
                        ["name"] = Installation.CaConfigMap,
                        ["optional"] = true,
                        ["items"] = new JsonArray(new JsonObject { ["key"] = Installation.CaKey, ["path"] = Installation.CaKey }),
                    },
                }),
        },
    };

    public static JsonObject ScratchVolume() => new()
    {
        ["name"] = Scratch,
        ["emptyDir"] = new JsonObject { ["medium"] = "Memory", ["sizeLimit"] = "16Mi" },
    };

    // Something mounted at the default token path keeps the API server from adding the app's own API token there.
    public static JsonArray Mounts() => new(
        new JsonObject { ["name"] = Credentials, ["mountPath"] = Installation.ProxyMount, ["readOnly"] = true },
        new JsonObject { ["name"] = Scratch, ["mountPath"] = "/tmp" });
}
