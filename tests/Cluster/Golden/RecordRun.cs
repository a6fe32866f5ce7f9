using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Golden;

/// <summary>One record on its way through its steps.</summary>
internal sealed class RecordRun(GoldenTarget target, GoldenClient client, ScriptedWebhooks hooks, JsonObject record, Variables variables, Comparison comparison, string hookPath)
{
    private readonly Bindings bindings = new();
    private readonly Dictionary<string, OpenWatch> watches = [];

    public async Task RunAsync(CancellationToken cancel)
    {
        var number = 0;
        try
        {
            foreach (var step in record.Objects("steps"))
            {
                number++;
                await StepAsync(step, cancel);
            }
        }
        catch (GoldenException difference)
        {
            throw new GoldenException($"step {number}: {difference.Message}");
        }
        finally
        {
            foreach (var watch in watches.Values)
            {
                await watch.CloseAsync();
                watch.Dispose();
            }
        }

        if (bindings.Disorder() is { } disorder)
        {
            throw new GoldenException("versions out of order: " + disorder);
        }
    }

    private Task StepAsync(JsonObject step, CancellationToken cancel) => step switch
    {
        _ when step.ContainsKey("do") => DoAsync(step, cancel),
        _ when step.ContainsKey("eventually") => EventuallyAsync(step, cancel),
        _ when step.ContainsKey("begin") => BeginAsync(step),
        _ when step.ContainsKey("end") => EndAsync(step, cancel),
        _ when step.ContainsKey("kubectl") => KubectlAsync(step, cancel),
        _ when step.ContainsKey("wait") => Task.Delay(TimeSpan.FromSeconds(Seconds(step["wait"])), cancel),
        _ => HookStep(step),
    };

    private async Task DoAsync(JsonObject step, CancellationToken cancel)
    {
        var answer = await client.SendAsync((JsonObject)variables.Fill(step["do"])!, cancel);
        Check(Expectations.Differ(comparison, step.Object("expect") ?? [], answer, bindings));
        Let(step, answer.Body);
    }

    private async Task EventuallyAsync(JsonObject step, CancellationToken cancel)
    {
        var request = (JsonObject)variables.Fill(step["eventually"])!;
        var until = DateTime.UtcNow.AddSeconds(Seconds(step["within"]));
        DateTime? since = null;
        while (true)
        {
            await Task.Delay(250, cancel);
            var answer = await client.SendAsync(request, cancel);
            var trial = bindings.Copy();
            var difference = Expectations.Differ(comparison, step.Object("expect") ?? [], answer, trial);
            if (difference is null)
            {
                since ??= DateTime.UtcNow;
                if ((DateTime.UtcNow - since.Value).TotalSeconds >= Seconds(step["holds"]))
                {
                    bindings.Take(trial);
                    Let(step, answer.Body);
                    return;
                }
            }
            else if (since is not null || DateTime.UtcNow > until)
            {
                throw new GoldenException((since is null ? "" : "did not hold: ") + difference);
            }
        }
    }

    private async Task BeginAsync(JsonObject step)
    {
        var request = (JsonObject)variables.Fill(step["begin"])!;
        request.Ensure("query")["watch"] = "1";
        watches[request.Text("id")!] = await OpenWatch.BeginAsync(client, request);
    }

    private async Task EndAsync(JsonObject step, CancellationToken cancel)
    {
        var watch = watches[step.Text("end")!];
        if (step.Object("expect", "invariants") is { } invariants)
        {
            await watch.CloseAsync();
            Check(WatchInvariants.Differ(invariants, watch.Events));
            return;
        }

        var expected = step.Array("expect", "events")!;
        var until = DateTime.UtcNow.AddSeconds(Seconds(step["within"]));
        while (watch.Events.Count < expected.Count && DateTime.UtcNow < until)
        {
            await Task.Delay(50, cancel);
        }

        await Task.Delay(TimeSpan.FromSeconds(Seconds(step["quiet"])), cancel);
        await watch.CloseAsync();
        Check(Expectations.DifferList(comparison, expected, [.. watch.Events], "events", bindings));
    }

    private Task HookStep(JsonObject step)
    {
        if (step.Object("webhook") is { } script)
        {
            hooks.Script(hookPath + script.Text("path"), (JsonObject)variables.Fill(script["answer"])!);
        }
        else if (step.Text("forget") is { } forgotten)
        {
            hooks.Take(hookPath + forgotten);
        }
        else if (step.Text("calls") is { } path)
        {
            Check(Expectations.DifferList(comparison, step.Array("expect", "calls")!, hooks.Take(hookPath + path), "calls", bindings));
        }
        else
        {
            throw new GoldenException("unknown step " + JsonText.Write(step));
        }

        return Task.CompletedTask;
    }

    private async Task KubectlAsync(JsonObject step, CancellationToken cancel)
    {
        var words = ((JsonArray)variables.Fill(step["kubectl"])!).Select(w => w.Text() ?? "").ToList();
        var input = step.ContainsKey("stdin") ? JsonText.Write(variables.Fill(step["stdin"])) : null;
        var seen = await KubectlRun.RunAsync(target, variables.Fill("${ns}"), words, input, cancel);
        Check(comparison.Differ(step["expect"], seen, "kubectl", bindings));
    }

    private void Let(JsonObject step, JsonNode? body)
    {
        foreach (var (name, pointer) in step.Object("let") ?? [])
        {
            variables.Set(name, Picker.Pick(body, pointer.Text() ?? ""));
        }
    }

    private static void Check(string? difference)
    {
        if (difference is not null)
        {
            throw new GoldenException(difference);
        }
    }

    private static double Seconds(JsonNode? node) => node is JsonValue v ? double.Parse(v.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture) : 0;
}
