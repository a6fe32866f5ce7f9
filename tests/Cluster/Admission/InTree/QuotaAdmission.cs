using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Requests;
using CanaryMesh.Cluster.Schemas;
using CanaryMesh.Cluster.Storage;

namespace CanaryMesh.Cluster.Admission.InTree;

/// <summary>ResourceQuotas: what a new object uses is taken from them before it is stored.</summary>
internal static class QuotaAdmission
{
    private static readonly GroupResource Quotas = new("", "resourcequotas");

    public static void Spend(ObjectStore store, ResourceRequest request, string operation, JsonObject? created, JsonObject? old)
    {
        if (operation != "CREATE" || created is null || request.Namespace is null || request.Subresource is not null || old is not null)
        {
            return;
        }

        foreach (var quota in store.List(Quotas, request.Namespace).Items)
        {
            One(store, request, created, quota);
        }
    }

    private static void One(ObjectStore store, ResourceRequest request, JsonObject created, JsonObject quota)
    {
        if (quota.Object("status", "hard") is not { } hard)
        {
            return;
        }

        MustName(request, created, quota, hard);
        var usage = QuotaUsage.Of(request.Kind, created).Where(u => hard.ContainsKey(u.Key)).ToDictionary();
        if (usage.Count == 0)
        {
            return;
        }

        while (true)
        {
            Check(request, created, quota, hard, usage);
            if (request.Options.DryRun || Take(store, quota, usage) || store.Get(Quotas, quota.Namespace(), quota.Name()) is not { } again)
            {
                return;
            }

            quota = again;
        }
    }

    private static bool Take(ObjectStore store, JsonObject quota, Dictionary<string, decimal> usage)
    {
        var spent = quota.Copy();
        var used = spent.Ensure("status", "used");
        foreach (var (name, amount) in usage)
        {
            used[name] = Quantity.Format(Amount(used, name) + amount, quota.Text("status", "hard", name) ?? "0");
        }

        return store.TryReplace(Quotas, quota, spent) is not null;
    }

    private static void Check(ResourceRequest request, JsonObject created, JsonObject quota, JsonObject hard, Dictionary<string, decimal> usage)
    {
        var used = quota.Object("status", "used") ?? [];
        List<string> over = [.. usage.Keys.Where(n => Amount(used, n) + usage[n] > Amount(hard, n)).Order(StringComparer.Ordinal)];
        if (over.Count == 0)
        {
            return;
        }

        string Words(Func<string, string> of) => string.Join(',', over.Select(n => $"{n}={of(n)}"));
        throw Refusals.Forbidden(request.Kind, created.Name(),
            $"exceeded quota: {quota.Name()}, requested: {Words(n => Quantity.Format(usage[n], "0"))}, used: {Words(n => used.Text(n) ?? "0")}, limited: {Words(n => hard.Text(n) ?? "0")}");
    }

    private static void MustName(ResourceRequest request, JsonObject created, JsonObject quota, JsonObject hard)
    {
        if (request.Kind is not { Group: "", Kind: "Pod" })
        {
            return;
        }

        foreach (var (name, _) in hard.Where(h => QuotaUsage.IsCompute(h.Key)).OrderBy(h => h.Key, StringComparer.Ordinal))
        {
            List<string> missing = [.. created.Objects("spec", "containers").Concat(created.Objects("spec", "initContainers"))
                .Where(c => !QuotaUsage.Names(c, name)).Select(c => c.Text("name") ?? "")];
            if (missing.Count > 0)
            {
                throw Refusals.Forbidden(request.Kind, created.Name(), $"failed quota: {quota.Name()}: must specify {name} for: {string.Join(',', missing)}");
            }
        }
    }

    private static decimal Amount(JsonObject amounts, string name) => Quantity.Value(amounts[name]?.ToString() ?? "0") ?? 0;
}
