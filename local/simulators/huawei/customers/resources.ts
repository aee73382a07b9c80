import * as z from 'zod';
import { action, idParameter, indirectPartner, pageOf, paging, wireInstant } from '../action.ts';
import type { Resource } from '../customer-state.ts';
import { wireTime } from '../wire-format.ts';
import { actingPartner, ownCustomer } from '../world.ts';

const ids = z.array(z.string()).max(50);

const listCustomerOnDemandResources = action({
  name: 'ListCustomerOnDemandResources',
  at: 'POST /v2/partners/sub-customers/on-demand-resources/query',
  parameters: z.object({
    customer_id: idParameter,
    region_code: z.string().optional(),
    service_type_code: z.string().optional(),
    resource_ids: ids.optional(),
    effective_time_begin: wireInstant.optional(),
    effective_time_end: wireInstant.optional(),
    status: z.int().min(1).max(6).optional(),
    indirect_partner_id: indirectPartner,
    ...paging,
  }),
  run: ({ world, partner }, wanted) => {
    const owner = actingPartner(world, partner, wanted.indirect_partner_id);
    const customer = ownCustomer(world, partner, owner, wanted.customer_id);
    const found = customer.resources.filter(
      (resource) =>
        resource.charging === 'on_demand' &&
        fits(wanted.region_code, resource.region) &&
        fits(wanted.service_type_code, resource.service) &&
        fits(wanted.status, resource.status) &&
        (wanted.resource_ids === undefined || wanted.resource_ids.includes(resource.id)) &&
        isWithin(resource.effectiveAt, wanted.effective_time_begin, wanted.effective_time_end),
    );
    return {
      resources: pageOf(found, wanted).map((resource) => ({ customer_id: customer.id, ...wireResource(resource) })),
      total_count: found.length,
    };
  },
});

/** Yearly and monthly resources, whatever the name says; the path is misspelt by the provider. */
const listPayPerUseCustomerResources = action({
  name: 'ListPayPerUseCustomerResources',
  at: 'POST /v2/orders/suscriptions/resources/query',
  parameters: z.object({
    /** Without it the answer is about the caller's own resources, of which there are none here. */
    customer_id: idParameter.optional(),
    resource_ids: ids.optional(),
    order_id: z.string().optional(),
    only_main_resource: z.union([z.literal(0), z.literal(1)]).default(0),
    status_list: z.array(z.int().min(2).max(5)).optional(),
    expire_time_begin: wireInstant.optional(),
    expire_time_end: wireInstant.optional(),
    service_type_code: z.string().min(1).optional(),
    ...paging,
  }),
  run: ({ world, partner }, wanted) => {
    const { customer_id: id } = wanted;
    const resources = id === undefined ? [] : ownCustomer(world, partner, partner, id).resources;
    const found = resources.filter(
      (resource) =>
        resource.charging === 'yearly_monthly' &&
        fits(wanted.service_type_code, resource.service) &&
        (wanted.status_list === undefined || wanted.status_list.includes(resource.status)) &&
        (wanted.resource_ids === undefined || wanted.resource_ids.includes(resource.id)) &&
        // Which order a resource came from is not simulated.
        wanted.order_id === undefined &&
        isWithin(resource.expireAt ?? '', wanted.expire_time_begin, wanted.expire_time_end),
    );
    return {
      data: pageOf(found, wanted).map((resource) => ({
        id: resource.id,
        ...wireResource(resource),
        is_main_resource: 1,
      })),
      total_count: found.length,
    };
  },
});

function wireResource({ id, name, region, service, status, effectiveAt, expireAt }: Resource) {
  return {
    resource_id: id,
    resource_name: name,
    region_code: region,
    service_type_code: service,
    status,
    effective_time: wireTime(effectiveAt),
    ...(expireAt !== null && { expire_time: wireTime(expireAt) }),
  };
}

function fits<T>(wanted: T | undefined, has: T): boolean {
  return wanted === undefined || wanted === has;
}

function isWithin(at: string, begin = '', end = '9999'): boolean {
  return begin <= at && at <= end;
}

/** What a customer runs. */
export const resourceActions = [listCustomerOnDemandResources, listPayPerUseCustomerResources];
