using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests.Hooks;

/// <summary>One app under a Canary of the team's own that has every hook and an alert, and who they all call.</summary>
public sealed class HooksFixture : IAsyncLifetime
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(180);
    private ManagedWeb? _web;
    private HookReceiver? _receiver;

    internal ManagedWeb Web => _web ?? throw new InvalidOperationException("not started");

    internal HookReceiver Receiver => _receiver ?? throw new InvalidOperationException("not started");

    public async Task InitializeAsync()
    {
        _receiver = await HookReceiver.StartAsync("ship", "stop");
        _web = await SharedCluster.AddPlainAsync("hooks", plan => plan);
        await _web.Kubectl.ApplyAsync(TwinPolicy.Manifest, CancellationToken.None);
        await _web.Kubectl.ApplyAsync(Manifest(_receiver.Address), CancellationToken.None);
        await _web.Canary.UntilAsync(canary => canary.Phase == "Initialized", Within, "the canary web is Initialized", CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        if (_web is not null)
        {
            await _web.DisposeAsync();
        }

        if (_receiver is not null)
        {
            await _receiver.DisposeAsync();
        }
    }

    private static string Manifest(string address) => $$"""
        apiVersion: v1
        kind: Secret
        metadata: {name: room}
        stringData: {address: "{{address}}/room?token={{Planted.AlertSecret}}"}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: keys}
        stringData: {authorization: "Bearer {{Planted.HookSecret}}"}
        ---
        apiVersion: flagger.app/v1beta1
        kind: AlertProvider
        metadata: {name: room}
        spec: {type: webhook, secretRef: {name: room} }
        ---
        apiVersion: flagger.app/v1beta1
        kind: Canary
        metadata: {name: web}
        spec:
          targetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
          service: {port: 80}
          analysis:
            interval: 2s
            threshold: 3
            stepWeight: 20
            maxWeight: 40
            alerts:
              - {name: room, providerRef: {name: room} }
            webhooks:
              - {name: begin, type: confirm-rollout, url: "{{address}}/begin?key={{Planted.HookQuery}}"}
              - {name: accept, type: pre-rollout, url: "{{address}}/accept?key={{Planted.HookQuery}}", metadata: {type: bash, cmd: curl web-canary, note: {{Planted.HookMetadata}}} }
              - {name: load, url: "{{address}}/load?key={{Planted.HookQuery}}", secretRef: {name: keys} }
              - {name: rise, type: confirm-traffic-increase, url: "{{address}}/rise?key={{Planted.HookQuery}}"}
              - {name: ship, type: confirm-promotion, url: "{{address}}/ship?key={{Planted.HookQuery}}"}
              - {name: stop, type: rollback, url: "{{address}}/stop?key={{Planted.HookQuery}}"}
              - {name: tell, type: post-rollout, url: "{{address}}/tell?key={{Planted.HookQuery}}"}
              - {name: log, type: event, url: "{{address}}/log?key={{Planted.HookQuery}}"}
        """;
}
