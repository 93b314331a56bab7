import type { Catalog, CatalogItem } from '../types/catalogs';

/** The catalog of the seeds. */
export const CAFES = 'cafes';

const cafe = (number: number, name: string, city: string, rating: number, dishes: string[]): CatalogItem => ({
	id: `cafe-${number}`,
	Name: name,
	City: city,
	Rating: rating,
	Terrace: number % 2 === 0,
	Dishes: dishes,
	Location: { latitude: 45 + number / 10, longitude: 4 + number / 10 },
	Opened_At: `20${10 + number}-05-0${number}T08:00:00.000+00:00`,
});

/** One catalog of cafés, with a field of each type but `geo`, a few items and a selection. */
export function seedCatalogs(): Catalog[] {
	return [
		{
			name: CAFES,
			description: 'Cafés that take part in the loyalty program',
			fields: [
				{ name: 'id', type: 'string' },
				{ name: 'Name', type: 'string' },
				{ name: 'City', type: 'string' },
				{ name: 'Rating', type: 'number' },
				{ name: 'Terrace', type: 'boolean' },
				{ name: 'Dishes', type: 'array' },
				{ name: 'Location', type: 'object' },
				{ name: 'Opened_At', type: 'time' },
			],
			items: [
				cafe(1, 'Le Petit Moulin', 'Lyon', 4.6, ['Quiche', 'Tarte Tatin']),
				cafe(2, 'Kaffee am Kanal', 'Berlin', 4.2, ['Zimtschnecke']),
				cafe(3, 'Porto Nove', 'Porto', 4.8, ['Pastel de Nata', 'Bifana']),
			],
			selections: [
				{
					name: 'top-rated',
					description: 'The best three',
					filters: [{ field: 'Rating', operator: 'greater than', value: 4 }],
					results_limit: 3,
					sort_field: 'Rating',
					sort_order: 'desc',
				},
			],
			updated_at: '2026-08-20T10:00:00.000+00:00',
		},
	];
}

/** A number of items, to try paging: `item-001`, … */
export function manyItems(count: number): CatalogItem[] {
	return Array.from({ length: count }, (_, index) => {
		const number = String(index + 1).padStart(3, '0');
		return { id: `item-${number}`, Name: `Item ${number}` };
	});
}
