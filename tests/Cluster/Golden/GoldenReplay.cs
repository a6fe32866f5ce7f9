using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Http;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Golden;

/// <summary>Replays records on a cluster.</summary>
public sealed class GoldenReplay : IAsyncDisposable
{
    private static int counter;

    private readonly GoldenTarget target;
    private readonly GoldenClient client;
    private readonly ScriptedWebhooks hooks;
    private readonly string dead;

    private GoldenReplay(GoldenTarget target, ScriptedWebhooks hooks)
    {
        this.target = target;
        this.hooks = hooks;
        client = new GoldenClient(target);
        dead = $"https://127.0.0.1:{UnusedPort()}";
    }

    public static async Task<GoldenReplay> StartAsync(GoldenTarget target) => new(target, await ScriptedWebhooks.StartAsync());

    /// <summary>Reads a record.</summary>
    public static async Task<JsonObject> ReadAsync(string file) =>
        BodyReader.Parse(await File.ReadAllBytesAsync(file), false, [], out var fault) as JsonObject ?? throw new InvalidDataException($"{file}: {fault}");

    /// <summary>The needs of a record this cluster does not meet.</summary>
    public IReadOnlyList<string> Missing(JsonObject record) =>
        [.. (record.Array("needs") ?? []).Select(n => n.Text() ?? "").Where(n => !target.Has.Contains(n))];

    /// <summary>The first difference, or null if the record matches.</summary>
    public async Task<string?> RunAsync(JsonObject record, CancellationToken cancel = default)
    {
        var number = Interlocked.Increment(ref counter);
        var ns = string.Create(CultureInfo.InvariantCulture, $"golden-{number}-{Environment.ProcessId % 1000}");
        var ns2 = ns + "-b";
        var path = "/" + ns;
        var variables = new Variables();
        var known = new Dictionary<string, string>
        {
            ["ns"] = ns, ["ns2"] = ns2, ["node"] = target.NodeName, ["hook"] = hooks.Address.AbsoluteUri.TrimEnd('/') + path, ["hookCA"] = hooks.Authority,
            ["otherCA"] = hooks.OtherAuthority, ["bothCA"] = hooks.BothAuthorities, ["dead"] = dead,
        };
        foreach (var (name, value) in known)
        {
            variables.Set(name, value);
        }

        var comparison = new Comparison(known, record.Flag("compare", "managedFields") == true);
        try
        {
            await NamespaceAsync(ns, record.Object("ns"), cancel);
            if (record.ContainsKey("ns2"))
            {
                await NamespaceAsync(ns2, record.Object("ns2"), cancel);
            }

            await new RecordRun(target, client, hooks, record, variables, comparison, path).RunAsync(cancel);
            return null;
        }
        catch (GoldenException difference)
        {
            return difference.Message;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            return fault.GetType().Name + ": " + fault.Message;
        }
        finally
        {
            await CleanAsync(record, variables, ns, ns2);
        }
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await hooks.DisposeAsync();
    }

    private async Task NamespaceAsync(string name, JsonObject? wanted, CancellationToken cancel)
    {
        var meta = new JsonObject { ["name"] = name };
        if (wanted.Object("labels") is { } labels)
        {
            meta["labels"] = labels.Copy();
        }

        await client.SendAsync(Request("POST", "/api/v1/namespaces", new JsonObject { ["metadata"] = meta }), cancel);
        foreach (var path in (string[])[$"/api/v1/namespaces/{name}/serviceaccounts/default", $"/api/v1/namespaces/{name}/configmaps/kube-root-ca.crt"])
        {
            var until = DateTime.UtcNow.AddSeconds(20);
            while ((await client.SendAsync(Request("GET", path, null), cancel)).Status != 200)
            {
                if (DateTime.UtcNow > until)
                {
                    throw new GoldenException($"{path} did not come");
                }

                await Task.Delay(20, cancel);
            }
        }
    }

    private async Task CleanAsync(JsonObject record, Variables variables, string ns, string ns2)
    {
        IEnumerable<string> paths = [.. (record.Array("cleanup") ?? []).Select(p => variables.Fill(p.Text() ?? "")), "/api/v1/namespaces/" + ns];
        if (record.ContainsKey("ns2"))
        {
            paths = paths.Append("/api/v1/namespaces/" + ns2);
        }

        foreach (var path in paths)
        {
            await client.SendAsync(Request("DELETE", path, null), CancellationToken.None);
        }
    }

    private static JsonObject Request(string method, string path, JsonObject? body)
    {
        var request = new JsonObject { ["method"] = method, ["path"] = path };
        if (body is not null)
        {
            request["body"] = body;
        }

        return request;
    }

    private static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
